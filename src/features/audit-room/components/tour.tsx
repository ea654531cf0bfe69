import Link from "next/link";
import { KeyValueList } from "@/components/ui/key-value-list";
import { translator } from "@/lib/translate";
import type { Decider, RoomFacts } from "../queries";
import { FactList } from "./fact-list";

const EVIDENCE_AT = { a: "/interested-parties", b: "/sources", c: "/evidence" } as const;

/** Clause 4.2 part by part: where it is determined, who decided, how many, where the evidence is. */
export function Tour({ home, room }: { home: string; room: RoomFacts }) {
  const t = translator("auditRoom.tour");
  return (
    <section aria-labelledby="tour" className="mt-8">
      <h2 id="tour" className="mb-3 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <div className="flex flex-col gap-8">
        {room.parts.map(({ part, path, facts }) => (
          <section
            key={part}
            aria-labelledby={`part-${part}`}
            className="border-t pt-4 lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-10"
          >
            <div>
              <h3 id={`part-${part}`}>
                <span className="block font-mono text-[0.8125rem] text-muted">{t(`${part}.clause`)}</span>
                <span className="font-serif text-lg font-semibold">{t(`${part}.title`)}</span>
              </h3>
              <p className="prose-width mt-1">
                {t(`${part}.where`)}{" "}
                <Link className="link" href={home + path} aria-label={`${t("open")}: ${t(`${part}.title`)}`}>
                  {t("open")}
                </Link>
              </p>
              <dl className="mt-3 text-sm">
                <dt className="text-muted">{t("decidedBy")}</dt>
                <dd className="mb-2">{decidersInWords(room.deciders.filter((one) => one.part === part))}</dd>
                <dt className="text-muted">{t("evidenceAt")}</dt>
                <dd>
                  <Link className="link" href={home + EVIDENCE_AT[part]}>
                    {t(`evidence.${part}`)}
                  </Link>
                </dd>
              </dl>
            </div>
            <div className="mt-3 lg:mt-0">
              <h4 className="sr-only">{t("numbers")}</h4>
              <FactList home={home} facts={facts} narrow />
            </div>
          </section>
        ))}
      </div>
    </section>
  );
}

function decidersInWords(deciders: readonly Decider[]): string {
  const t = translator("auditRoom.tour");
  if (deciders.length === 0) return t("none");
  return deciders
    .map(({ name, count, newest }) =>
      newest ? t("decider", { name: name ?? t("nobody"), count, date: newest }) : t("deciderUndated", { name: name ?? t("nobody"), count }),
    )
    .join("; ");
}

/** Scope, people, climate, and the state of the register that these pages show. */
export function RegisterFacts({ home, room }: { home: string; room: RoomFacts }) {
  const t = translator("auditRoom.register");
  const climate = {
    decision: translator("vocabulary.climateDecision")(room.climateDecision),
    reason: room.climateRationale || t("none"),
  };
  return (
    <section aria-labelledby="register-facts" className="mt-10 max-w-4xl">
      <h2 id="register-facts" className="mb-2 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <KeyValueList
        emptyLabel={t("none")}
        items={[
          { label: t("scope"), note: "Clause 4.3", value: room.scope },
          { label: t("owner"), value: room.registerOwner },
          { label: t("accountable"), value: room.accountable },
          {
            label: t("climate"),
            note: "Clause 4.1",
            value: (
              <Link className="link" href={`${home}/context`}>
                {room.climateDecidedAt
                  ? t("decidedOn", {
                      ...climate,
                      date: room.climateDecidedAt,
                      name: room.climateDecidedBy ?? translator("auditRoom.tour")("nobody"),
                    })
                  : t("decidedUndated", climate)}
              </Link>
            ),
          },
          {
            label: t("head"),
            value: <span className="break-all">{t("headText", { sequence: room.head.sequence, hash: room.head.hash })}</span>,
          },
        ]}
      />
    </section>
  );
}

const LIMITS = ["conformity", "evident", "effective", "standard"] as const;

/** How to verify the history, what the system does not do, and which editions it follows. */
export function Limits({ home }: { home: string }) {
  const t = translator("auditRoom");
  return (
    <div className="mt-10 grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <section aria-labelledby="verify">
        <h2 id="verify" className="mb-2 font-serif text-xl font-semibold">
          {t("verify.title")}
        </h2>
        <p className="prose-width">{t("verify.text")}</p>
        <p className="mt-2 flex flex-wrap gap-x-6 text-sm">
          <Link className="link" href={`${home}/history/verify`} prefetch={false}>
            {t("verify.deed")}
          </Link>
          <Link className="link" href={`${home}/history`} prefetch={false}>
            {t("verify.read")}
          </Link>
        </p>
        <h2 className="mt-6 mb-2 font-serif text-xl font-semibold">{t("editions.title")}</h2>
        <p className="prose-width">{t("editions.text")}</p>
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits" className="mb-2 font-serif text-xl font-semibold">
          {t("limits.title")}
        </h2>
        <ul className="prose-width list-disc space-y-2 pl-5">
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`limits.${limit}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
