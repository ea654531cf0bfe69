import Link from "next/link";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { SurveyRecord } from "../queries";
import { ResponseRate, SurveyStatusMark } from "./survey-table";

/** What a survey is: whom it asks, how, until when, and how many answered. */
export function SurveyFacts({ home, survey }: { home: string; survey: SurveyRecord }) {
  const t = translator("surveys");
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  return (
    <div className="max-w-4xl">
      <KeyValueList
        emptyLabel={t("none")}
        items={[
          { label: t("facts.status"), value: <SurveyStatusMark status={survey.status} /> },
          ...(survey.status === "draft"
            ? []
            : [{ label: t("facts.response"), value: <ResponseRate answers={survey.answers} asked={survey.asked} /> }]),
          {
            label: t("facts.parties"),
            value: survey.parties.length > 0 && (
              <ul>
                {survey.parties.map((party) => (
                  <li key={party.id}>
                    <RefTag retired={party.retired}>{party.ref}</RefTag>{" "}
                    <Link href={`${home}/interested-parties/${party.ref}`} className="link">
                      {party.name}
                    </Link>
                  </li>
                ))}
              </ul>
            ),
          },
          { label: t("facts.kind"), value: t(`kindOf.${survey.anonymous ? "anonymous" : "named"}`) },
          { label: t("facts.closesOn"), value: survey.closesOn },
          { label: t("facts.remindDays"), value: t("remindBefore", { days: survey.remindDays }) },
          { label: t("facts.language"), value: t(`language.${survey.language}`) },
          { label: t("facts.owner"), value: survey.ownerName },
          { label: t("facts.introduction"), value: text(survey.introduction) },
          { label: t("facts.note"), value: text(survey.note) },
        ]}
      />
    </div>
  );
}
