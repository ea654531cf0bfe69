import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createManagementReview } from "@/features/management-reviews/actions";
import { ReviewForm } from "@/features/management-reviews/components/review-form";
import { attendeeOptions } from "@/features/management-reviews/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

export function generateMetadata(): Metadata {
  return { title: translator("managementReviews")("newTitle") };
}

export default async function NewManagementReviewPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "management-review:write");
  const people = await attendeeOptions(access);
  const t = translator("managementReviews");
  const path = `/${access.organization.slug}/management-reviews`;
  return (
    <Words namespaces={["managementReviewForm"]}>
      <PageHeader
        title={t("newTitle")}
        clause={t("clause")}
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <ReviewForm
        path={path}
        action={createManagementReview.bind(null, access.organization.slug)}
        initial={{
          title: "",
          heldOn: today(),
          place: "",
          chairId: people.find(({ topManagement }) => topManagement)?.value ?? null,
          attendeeIds: people.filter(({ topManagement }) => topManagement).map(({ value }) => value),
          otherAttendees: [],
          apologies: "",
        }}
        people={people}
      />
    </Words>
  );
}
