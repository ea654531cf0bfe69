import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { decideItem, partyStillValid } from "@/features/reviews/actions";
import { WalkDesk } from "@/features/reviews/components/walk-desk";
import { getReview, nextItems } from "@/features/reviews/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).ref}: ${translator("reviews.walk")("title")}` };
}

export default async function WalkPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "review:take-part");
  const found = await inTenant(access, async () => {
    const review = await getReview(access, ref);
    return review && { review, first: await nextItems(access, review.id) };
  });
  if (!found) notFound();
  const { review, first } = found;
  const t = translator("reviews");
  const { slug } = access.organization;
  const reviewHref = `/${slug}/reviews/${ref}`;
  return (
    <Words namespaces={["reviews", "vocabulary", "history"]}>
      <PageHeader
        title={t("walk.title")}
        reference={ref}
        lead={review.values.title}
        breadcrumbs={[{ label: t("title"), href: `/${slug}/reviews` }, { label: ref, href: reviewHref }, { label: t("walk.title") }]}
      />
      {review.values.status === "open" ? (
        <WalkDesk
          first={first}
          reviewId={review.id}
          home={`/${slug}`}
          reviewHref={reviewHref}
          decide={decideItem.bind(null, slug)}
          wholeParty={partyStillValid.bind(null, slug)}
          mayRaise={access.can("action:write")}
        />
      ) : (
        <>
          <EmptyState title={t("walk.notOpenTitle")}>{t("walk.notOpenText")}</EmptyState>
          <p className="mt-3">
            <LinkButton href={reviewHref}>{t("walk.toReview")}</LinkButton>
          </p>
        </>
      )}
    </Words>
  );
}
