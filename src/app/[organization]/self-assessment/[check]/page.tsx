import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { checkById, remedyOf } from "@/domain/audit-checks/catalogue";
import { addMonths } from "@/domain/dates";
import { recordsByRef } from "@/features/records/queries";
import * as actions from "@/features/self-assessment/actions";
import { AcceptForNow, WithdrawAcceptance } from "@/features/self-assessment/components/accept-for-now";
import { AcceptedSubjects, recordsBySubject, SubjectTag } from "@/features/self-assessment/components/finding-card";
import { SeverityMark } from "@/features/self-assessment/components/severity-mark";
import { liveAssessment } from "@/features/self-assessment/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; check: string }>;
  searchParams: Promise<{ page?: string }>;
}

const PAGE_SIZE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const check = checkById((await params).check);
  return { title: check ? `${check.id} ${check.title}` : translator("selfAssessment")("title") };
}

/** One check with every record it is about. */
export default async function CheckPage({ params, searchParams }: Props) {
  const { organization, check: id } = await params;
  const access = await requireAccess(organization, "self-assessment:read");
  const check = checkById(id);
  if (!check) notFound();
  const { today, findings, unanswered } = await liveAssessment(access);
  const finding = findings.find((one) => one.check === id);
  const open = finding?.open ?? [];
  const pages = Math.max(1, Math.ceil(open.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number((await searchParams).page)) || 1));
  const shown = open.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const records = finding ? recordsBySubject(finding) : new Map();
  const titles = new Map(
    (
      await recordsByRef(
        access,
        shown.flatMap((subject) => records.get(subject)?.ref ?? []),
      )
    ).map((record) => [record.ref, record.title]),
  );
  const t = translator("selfAssessment");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const remedy = access.can("remedy:read") ? remedyOf(id) : null;
  const canAccept = access.can("acceptance:write");
  const silent = unanswered.find((one) => one.check.id === id);
  return (
    <Words namespaces={["selfAssessment"]}>
      <PageHeader
        title={check.title}
        reference={id}
        clause={check.clause}
        breadcrumbs={[{ label: t("title"), href: `${home}/self-assessment` }, { label: id }]}
        marks={finding && <SeverityMark severity={finding.severity} />}
      />
      <div className="flex max-w-5xl flex-col gap-4">
        <p className="prose-width text-[0.9375rem]">{finding?.text ?? t(silent ? "checkUnanswered" : "checkNothing")}</p>
        {silent && <p className="prose-width text-sm">{t(`unanswered.missing.${silent.missing[0]}`)}</p>}
        {finding && remedy && (
          <p className="prose-width text-sm">
            <span className="font-medium">{t("remedy")}</span> {remedy}
          </p>
        )}
        {shown.length > 0 && (
          <table className="w-full text-sm">
            <caption className="pb-1 text-left text-muted">{t("rowsOf", { count: open.length })}</caption>
            <thead>
              <tr className="border-b border-line-strong text-left text-muted">
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  {t("column.record")}
                </th>
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  {t("column.title")}
                </th>
                {canAccept && (
                  <th scope="col" className="no-print py-1.5 font-medium">
                    <span className="sr-only">{t("accept")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((subject) => (
                <tr key={subject} className="border-b border-line align-baseline">
                  <td className="py-1.5 pr-4">
                    <SubjectTag home={home} subject={subject} record={records.get(subject)} />
                  </td>
                  <td className="py-1.5 pr-4 [overflow-wrap:anywhere]">{titles.get(records.get(subject)?.ref ?? "") ?? ""}</td>
                  {canAccept && (
                    <td className="no-print py-1 text-right">
                      <AcceptForNow
                        check={id}
                        subjects={[subject]}
                        title={t("acceptOneTitle", { check: id, subject })}
                        label={t("accept")}
                        until={addMonths(today, 3)}
                        today={today}
                        action={actions.acceptForNow.bind(null, slug)}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {pages > 1 && (
          <p className="no-print flex gap-4 text-sm">
            {page > 1 && (
              <Link className="link" href={`${home}/self-assessment/${id}?page=${page - 1}`} rel="prev" aria-label={t("previousPage")}>
                ‹
              </Link>
            )}
            <span className="tabular-nums">
              {page} / {pages}
            </span>
            {page < pages && (
              <Link className="link" href={`${home}/self-assessment/${id}?page=${page + 1}`} rel="next" aria-label={t("nextPage")}>
                ›
              </Link>
            )}
          </p>
        )}
        {finding && (
          <AcceptedSubjects
            home={home}
            finding={finding}
            accepted={finding.accepted}
            withdraw={({ id: acceptance, version }) =>
              canAccept && (
                <WithdrawAcceptance
                  acceptance={{ id: acceptance, version }}
                  check={id}
                  action={actions.withdrawAcceptance.bind(null, slug)}
                />
              )
            }
          />
        )}
      </div>
    </Words>
  );
}
