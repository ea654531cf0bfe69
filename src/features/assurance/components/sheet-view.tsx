import type { ReactNode } from "react";
import type { SheetContent, SheetLine } from "@/domain/assurance";
import type { SheetWords } from "../words";

interface SheetViewProps {
  content: SheetContent;
  words: SheetWords;
  /** Of the words. */
  language: string;
  hash?: string;
  /** Level of the title: 1 on the party's own page. */
  level?: 1 | 2;
}

/** The sheet, as the party reads it: the same for its maker, in the register and on its own page. What is recorded keeps its own language. */
export function SheetView({ content, words: w, language, hash, level = 2 }: SheetViewProps) {
  const [Title, Section, Line] = level === 1 ? (["h1", "h2", "h3"] as const) : (["h2", "h3", "h4"] as const);
  const own = content.language === language ? undefined : content.language;
  const facts: [string, ReactNode][] = [
    [w.for, <bdi key="for">{content.party}</bdi>],
    [w.from, <bdi key="from">{content.organization}</bdi>],
    [w.madeOn, content.madeOn],
    [w.version, content.versionLabel],
    [w.classification, content.classification && <span lang={own}>{content.classification}</span>],
  ];
  return (
    <article lang={language} className="max-w-3xl text-[0.9375rem] [overflow-wrap:anywhere]">
      <Title className="font-serif text-[1.75rem] leading-tight font-semibold">{w.title}</Title>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-0.5 text-sm">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {content.introduction && <p className="prose-width mt-5 border-l-4 border-gold pl-4 whitespace-pre-line">{content.introduction}</p>}
      <Section className="mt-8 font-serif text-xl font-semibold">{w.requirements}</Section>
      {content.requirements.length === 0 && <p className="mt-2 text-muted">{w.nothing}</p>}
      {content.requirements.length > 0 && (
        <ul className="mt-2 border-t">
          {content.requirements.map((line) => (
            <li key={line.ref} className="border-b py-4 break-inside-avoid-page">
              <Line lang={own} className="font-semibold whitespace-pre-line">
                <span className="mr-2 font-mono text-[0.8125rem] font-normal text-muted">{line.ref}</span>
                {line.statement}
              </Line>
              <LineFacts line={line} words={w} own={own} />
            </li>
          ))}
        </ul>
      )}
      {content.notAddressed.length > 0 && (
        <>
          <Section className="mt-8 font-serif text-xl font-semibold">{w.notAddressed}</Section>
          <ul className="mt-2 border-t">
            {content.notAddressed.map(({ ref, statement, reason }) => (
              <li key={ref} className="border-b py-3 break-inside-avoid">
                <p lang={own} className="whitespace-pre-line">
                  <span className="mr-2 font-mono text-[0.8125rem] text-muted">{ref}</span>
                  {statement}
                </p>
                {reason && (
                  <p className="mt-1 text-sm">
                    <span className="text-muted">{w.reason}: </span>
                    <span lang={own}>{reason}</span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="prose-width mt-6 text-sm text-muted">{w.snapshot}</p>
      {hash && (
        <p className="mt-1 text-xs text-muted">
          {w.hash}: <span className="font-mono break-all">{hash}</span>
        </p>
      )}
    </article>
  );
}

function LineFacts({ line, words: w, own }: { line: SheetLine; words: SheetWords; own: string | undefined }) {
  const list = <Item,>(items: readonly Item[], keyOf: (item: Item) => string, draw: (item: Item) => ReactNode) =>
    items.length > 0 && (
      <ul>
        {items.map((item) => (
          <li key={keyOf(item)}>{draw(item)}</li>
        ))}
      </ul>
    );
  const refOf = ({ ref }: { ref: string }) => ref;
  const written = (text: string) => (
    <span lang={own} className="whitespace-pre-line">
      {text}
    </span>
  );
  const facts: [string, ReactNode][] = [
    [w.howMet, line.howMet !== null && (line.howMet === "" ? <span className="text-muted">{w.noHowMet}</span> : written(line.howMet))],
    [
      w.fulfilment,
      line.fulfilment &&
        [w[`fulfilment_${line.fulfilment.status}` as keyof SheetWords], line.fulfilment.on && `${w.assessedOn} ${line.fulfilment.on}`]
          .filter(Boolean)
          .join(", "),
    ],
    [
      w.clauses,
      list(line.clauses, refOf, ({ ref, title }) => (
        <>
          {ref} <span lang="en">{title}</span>
        </>
      )),
    ],
    [
      w.controls,
      list(line.controls, refOf, ({ ref, title, status }) => (
        <>
          {ref} <span lang={ref.startsWith("A.") ? "en" : own}>{title}</span>
          {status && `: ${w[`status_${status}`]}`}
        </>
      )),
    ],
    [
      w.evidence,
      list(line.evidence, refOf, ({ ref, title, dated, validUntil }) => (
        <>
          <span className="mr-1 font-mono text-[0.8125rem] text-muted">{ref}</span>
          {written(title)}
          {dated && `, ${w.dated} ${dated}`}
          {validUntil && `, ${w.validUntil} ${validUntil}`}
        </>
      )),
    ],
    [w.documents, list(line.documents, refOf, ({ title, edition }) => written([title, edition].filter(Boolean).join(", ")))],
    [w.sources, list(line.sources, (source) => source, written)],
    [w.priority, line.priority && w[`priority_${line.priority}` as keyof SheetWords]],
    [w.owner, line.owner],
    [w.risks, list(line.risks, refOf, ({ title }) => written(title))],
  ];
  const said = facts.filter(([, value]) => value);
  if (said.length === 0) return null;
  return (
    <dl className="mt-2 grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
      {said.map(([label, value]) => (
        <div key={label} className="sm:contents">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
