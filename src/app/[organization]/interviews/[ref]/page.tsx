import { Pencil, Printer } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { groupsOf, guideFor, questionOf, usesOf } from "@/domain/interview-guide";
import { applyAnswer, closeInterview, saveAnswer } from "@/features/interviews/actions";
import { AnswerSheet } from "@/features/interviews/components/answer-sheet";
import { ClosedAnswers } from "@/features/interviews/components/closed-answers";
import { InterviewStatus } from "@/features/interviews/components/interview-table";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { interviewOfPage } from "./interview";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const interview = await interviewOfPage(await requireAccess(organization, "interview:read"), ref);
  return { title: `${interview.ref} ${interview.party.name}` };
}

export default async function InterviewPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "interview:read");
  const interview = await interviewOfPage(access, ref);
  const { party, answers, requirements, heldOn, version, id } = interview;
  const t = translator("interviews");
  const home = `/${organization}`;
  const path = `${home}/interviews`;
  const open = interview.status === "open" && access.can("interview:write");
  // The guide's questions, and those of any other group that was asked.
  const asked = answers.flatMap(({ questionKey }) => questionOf(questionKey)?.group ?? []);
  const groups = groupsOf([...guideFor(party), "general", interview.guide, ...asked]);
  return (
    <Words namespaces={["interviewForm", "vocabulary"]}>
      <PageHeader
        title={party.name}
        reference={interview.ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: interview.ref }]}
        marks={<InterviewStatus status={interview.status} />}
        actions={
          <>
            <LinkButton href={`${path}/guide?party=${party.ref}`} icon={<Printer aria-hidden className="size-4" />}>
              {t("record.print")}
            </LinkButton>
            {open && (
              <LinkButton href={`${path}/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                {t("record.edit")}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="mb-6 max-w-4xl">
        {interview.status === "closed" && <Callout className="mb-4">{t("record.closedNote")}</Callout>}
        {open && party.adverse && <Callout tone="warn" className="mb-4" title={t("record.adverseNote")} />}
        {open && party.status === "retired" && <Callout tone="warn" className="mb-4" title={t("record.retiredNote")} />}
        <KeyValueList
          emptyLabel={t("record.none")}
          items={[
            {
              label: t("record.party"),
              value: (
                <>
                  <RefTag retired={party.status === "retired"}>{party.ref}</RefTag>{" "}
                  <Link href={`${home}/interested-parties/${party.ref}`} className="link">
                    {party.name}
                  </Link>
                </>
              ),
            },
            { label: t("column.heldOn"), value: heldOn },
            { label: t("column.method"), value: translator("vocabulary.elicitationMethod")(interview.method) },
            { label: t("column.interviewer"), value: interview.interviewer },
            { label: t("record.with"), value: interview.interviewees },
            { label: t("record.guide"), value: t(`groups.${interview.guide || "general"}`) },
            { label: t("record.note"), value: interview.note },
          ]}
        />
      </div>
      {open ? (
        <AnswerSheet
          home={home}
          interview={{ id, ref, version, heldOn }}
          party={party}
          groups={groups.map(({ key, questions }) => ({
            key,
            title: t(`groups.${key}`),
            questions: questions.map((question) => ({ key: question.key, question: question.question, uses: usesOf(question) })),
          }))}
          answers={answers}
          requirements={requirements}
          usesOfOwn={usesOf(null)}
          usable={!party.adverse && party.status !== "retired"}
          save={saveAnswer.bind(null, organization)}
          apply={applyAnswer.bind(null, organization)}
          close={closeInterview.bind(null, organization)}
        />
      ) : (
        <ClosedAnswers home={home} answers={answers} />
      )}
    </Words>
  );
}
