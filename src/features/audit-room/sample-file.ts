import { SLOTS } from "@/domain/audit-sample";
import { writeCsv } from "@/lib/csv";
import type { Paper } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import type { Letterhead } from "@/server/letterhead";
import type { SampleRecord } from "./queries";

/** A sample as it leaves the house: what was drawn and from what, with room for remarks. Private notes never leave. */
export function sampleAsCsv(sample: SampleRecord): string {
  const t = translator("auditRoom");
  const head = ["slot", "ref", "what", "seed", "drawn", "asOf"].map((column) => t(`paper.${column}`));
  const { seed, drawnOn, drawn } = sample;
  const state = `${drawn.asOf.sequence} ${drawn.asOf.hash}`;
  return writeCsv(
    head,
    drawn.items.map(({ slot, ref, title }) => [t(`slotShort.${slot}`), ref, title, seed, drawnOn, state]),
  );
}

export function sampleAsPaper(sample: SampleRecord, letterhead: Letterhead): Paper {
  const t = translator("auditRoom");
  const { drawn } = sample;
  const who = sample.drawnBy ?? t("samples.nobody");
  return {
    ...letterhead,
    title: t("samples.sample", { ref: sample.ref }),
    subtitle: t("paper.subtitle"),
    edition: sample.ref,
    day: sample.drawnOn,
    landscape: true,
    facts: [
      { label: t("paper.seed"), value: sample.seed },
      { label: t("paper.drawn"), value: t("samples.drawnOn", { date: sample.drawnOn, name: who }) },
      { label: t("paper.asOf"), value: t("samples.asOfText", { ...drawn.asOf }) },
      { label: t("paper.population"), value: SLOTS.map((slot) => `${t(`slotShort.${slot}`)} ${drawn.population[slot].size}`).join(" · ") },
    ],
    blocks: [
      {
        kind: "table",
        columns: [
          { label: t("paper.slot"), millimetres: 32 },
          { label: t("paper.ref"), mono: true, millimetres: 34 },
          { label: t("paper.what"), share: 3 },
          { label: t("paper.seen"), share: 3 },
        ],
        rows: SLOTS.flatMap((slot) => {
          const items = drawn.items.filter((item) => item.slot === slot);
          if (items.length === 0) return [[t(`slotShort.${slot}`), "", t("samples.nothingDrawn"), ""]];
          return items.map(({ ref, title }) => [t(`slotShort.${slot}`), ref, title, ""]);
        }),
      },
    ],
  };
}
