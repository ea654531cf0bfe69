import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { MinutesView } from "@/features/management-reviews/components/minutes-view";
import { SignatureFacts } from "@/features/management-reviews/components/review-record";
import { translator } from "@/lib/translate";
import { enter, requireAccess } from "@/server/access";
import { reviewOfPage } from "../review";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const review = await reviewOfPage(await enter(organization, "management-review:read"), ref);
  const t = translator("managementReviews");
  return { title: `${review.ref} ${t(review.status === "signed" ? "minutesTitle" : "draftMinutes")}` };
}

export default async function MinutesPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "management-review:read");
  const review = await reviewOfPage(access, ref);
  const t = translator("managementReviews");
  const home = `/${access.organization.slug}`;
  const path = `${home}/management-reviews`;
  const signed = review.status === "signed";
  return (
    <>
      <PageHeader
        title={signed ? t("minutesTitle") : t("draftMinutes")}
        reference={review.ref}
        clause={t("clause")}
        lead={review.minutes.title}
        breadcrumbs={[
          { label: t("title"), href: path },
          { label: review.ref, href: `${path}/${review.ref}` },
          { label: t(signed ? "minutesTitle" : "draftMinutes") },
        ]}
        actions={
          <>
            {access.can("paper:export") && (
              <>
                <LinkButton href={`${home}/papers/minutes/pdf?ref=${review.ref}`} prefetch={false} download>
                  {t("asPdf")}
                </LinkButton>
                <LinkButton href={`${home}/papers/minutes/docx?ref=${review.ref}`} prefetch={false} download>
                  {t("asWord")}
                </LinkButton>
              </>
            )}
            <LinkButton href={`${path}/${review.ref}`} icon={<ArrowLeft aria-hidden className="size-4" />}>
              {t("backToMeeting")}
            </LinkButton>
          </>
        }
      />
      {!signed && <Callout className="mb-4" title={t("draftText")} />}
      <MinutesView minutes={review.minutes} home={home} />
      {signed && <SignatureFacts review={review} />}
    </>
  );
}
