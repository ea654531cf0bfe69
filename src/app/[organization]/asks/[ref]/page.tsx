import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FilterForm } from "@/components/form/filter-form";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { ASK_STATUSES } from "@/domain/vocabulary";
import * as actions from "@/features/asks/actions";
import { AnswerList } from "@/features/asks/components/answers";
import { AskDeeds, RemindAll } from "@/features/asks/components/ask-deeds";
import { RoundMark } from "@/features/asks/components/ask-marks";
import { AskTable } from "@/features/asks/components/ask-table";
import { VerdictButtons } from "@/features/asks/components/verdict-forms";
import { lastDayOf } from "@/features/asks/mails";
import { ASKS_ON_A_PAGE, getRound } from "@/features/asks/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { now } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function RoundPage({ params, searchParams }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "ask:read");
  const query = await searchParams;
  const one = (name: string) => String([query[name]].flat()[0] ?? "");
  const status = ASK_STATUSES.find((word) => word === one("status")) ?? null;
  const page = Math.min(Math.max(1, Number.parseInt(one("page"), 10) || 1), 1_000);
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const round = await getRound(access, ref, { page, status });
    if (!round) return null;
    return { round, history: access.can("history:read") ? await historyOf(access, "ask-batch", round.id) : null };
  });
  if (!found) notFound();
  const { round, history } = found;
  const [t, r, deed, word] = [translator("asks"), translator("asks.record"), translator("asks.deed"), translator("vocabulary.askStatus")];
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/asks`;
  const record = { id: round.id, version: round.version };
  const takesAnswers = round.status === "open" && round.expiresAt > now().toISOString();
  const maySend = access.can("ask:send");
  const doors = {
    remind: actions.remindNow.bind(null, slug),
    revoke: actions.revokeAsk.bind(null, slug),
    resend: actions.resendAsk.bind(null, slug),
    link: actions.handOutLink.bind(null, slug),
  };
  const at = (number: number) =>
    `${path}/${ref}?${new URLSearchParams({ ...(status ? { status } : {}), page: String(number) })}#asks-title`;
  return (
    <Words namespaces={["asks", "vocabulary"]}>
      <PageHeader
        title={round.title}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref }]}
        marks={<RoundMark round={round} />}
        actions={
          maySend && (
            <>
              {takesAnswers && round.answered < round.asked && <RemindAll batchId={round.id} door={doors.remind} />}
              {round.status === "open" ? (
                <RecordDeed
                  record={record}
                  action={actions.closeRound.bind(null, slug)}
                  reason="optional"
                  label={deed("close")}
                  title={deed("closeTitle", { ref })}
                >
                  {deed("closeText")}
                </RecordDeed>
              ) : (
                <RecordDeed
                  record={record}
                  action={actions.reopenRound.bind(null, slug)}
                  reason="optional"
                  label={deed("reopen")}
                  title={deed("reopenTitle", { ref })}
                >
                  {deed("reopenText")}
                </RecordDeed>
              )}
            </>
          )
        }
      />
      <section aria-labelledby="waiting-title" className="max-w-5xl">
        <h2 id="waiting-title" className="font-serif text-xl font-semibold">
          {r("waitingTitle")}
        </h2>
        {round.waitingAnswers.length === 0 ? (
          <p className="mt-1 text-muted">{r("waitingNone")}</p>
        ) : (
          <AnswerList
            home={home}
            answers={round.waitingAnswers}
            deed={
              access.can("requirement:confirm")
                ? (answer) => (
                    <VerdictButtons
                      answer={{ ...answer, moved: answer.statement !== answer.statementNow }}
                      decide={actions.decideAnswer.bind(null, slug)}
                      mayChange={access.can("requirement:update")}
                      mayRetire={access.can("requirement:retire")}
                    />
                  )
                : undefined
            }
          />
        )}
        {round.waiting > round.waitingAnswers.length && (
          <p className="mt-2 text-sm">{r("moreAnswers", { count: round.waitingAnswers.length })}</p>
        )}
      </section>
      <section aria-labelledby="asks-title" className="mt-8">
        <h2 id="asks-title" className="mb-2 font-serif text-xl font-semibold">
          {r("asksTitle")}
        </h2>
        {(round.asked > ASKS_ON_A_PAGE || status) && (
          <FilterForm
            action={`${path}/${ref}`}
            label={r("filter")}
            submitLabel={t("form.show")}
            fields={[
              {
                name: "status",
                label: t("column.status"),
                value: status ?? "",
                any: r("filterAll"),
                options: ASK_STATUSES.map((value) => ({ value, label: word(value) })),
              },
            ]}
          />
        )}
        <AskTable
          home={home}
          asks={round.asks}
          deed={
            maySend && takesAnswers
              ? (ask) =>
                  ask.status !== "answered" &&
                  ask.status !== "revoked" && (
                    <AskDeeds
                      ask={ask}
                      batchId={round.id}
                      doors={doors}
                      remindable={ask.status === "sent" || ask.status === "opened"}
                      undelivered={ask.status === "refused"}
                    />
                  )
              : null
          }
        />
        {round.matching > ASKS_ON_A_PAGE && (
          <nav aria-label={r("asksTitle")} className="mt-3 flex gap-4">
            {page > 1 && (
              <Link className="link" href={at(page - 1)}>
                {r("previous")}
              </Link>
            )}
            <span>{r("page", { page })}</span>
            {page * ASKS_ON_A_PAGE < round.matching && (
              <Link className="link" href={at(page + 1)}>
                {r("next")}
              </Link>
            )}
          </nav>
        )}
      </section>
      {round.decidedAnswers.length > 0 && (
        <section aria-labelledby="decided-title" className="mt-8 max-w-5xl">
          <h2 id="decided-title" className="font-serif text-xl font-semibold">
            {r("decidedTitle")}
          </h2>
          <AnswerList home={home} answers={round.decidedAnswers} />
        </section>
      )}
      <div className="mt-8 max-w-5xl">
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            {
              label: r("rate"),
              value:
                round.percent === null
                  ? t("noRate")
                  : t("ratePercent", { answered: round.answered, asked: round.asked, percent: round.percent }),
            },
            { label: r("dueOn"), value: round.dueOn },
            { label: r("expires"), value: lastDayOf(new Date(round.expiresAt)) },
            { label: r("remind"), value: r("remindDays", { days: round.remindDays }) },
            { label: r("withHowMet"), value: r(round.withHowMet ? "yes" : "no") },
            { label: r("message"), value: round.message },
            { label: r("owner"), value: round.ownerName },
            { label: r("note"), value: round.note },
          ]}
        />
      </div>
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=ask-batch&ref=${ref}`} />}
    </Words>
  );
}
