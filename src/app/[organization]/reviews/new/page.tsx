import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createReview } from "@/features/reviews/actions";
import { ReviewForm } from "@/features/reviews/components/review-form";
import { participantOptions, reviewPlan } from "@/features/reviews/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("reviews")("newTitle") };

export default async function NewReviewPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "review:write");
  const { people, plan } = await inTenant(access, async () => ({
    people: await participantOptions(access),
    plan: await reviewPlan(access),
  }));
  const t = translator("reviews");
  const { slug } = access.organization;
  const path = `/${slug}/reviews`;
  const due = plan.reminder.dueOn;
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause={`Clause ${t("clause")}`}
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["reviews"]}>
        <ReviewForm
          path={path}
          action={createReview.bind(null, slug)}
          initial={{
            title: t("form.defaultTitle", { day: today() }),
            plannedOn: null,
            dueOn: due !== null && due >= today() ? due : null,
            leadId: access.user?.id ?? null,
            participantIds: access.user ? [access.user.id] : [],
            otherParticipants: [],
            note: "",
          }}
          people={people.map(({ id, name, department }) => ({ value: id, label: name, hint: department || t("form.departmentless") }))}
        />
      </Words>
    </>
  );
}
