import Link from "next/link";
import { KeyValueList } from "@/components/ui/key-value-list";
import { SLOTS } from "@/domain/audit-sample";
import { translator } from "@/lib/translate";
import type { SampleRecord } from "../queries";

/** How a sample was drawn: seed, day, state of the register, from how many; and what the same seed draws now. */
export function DrawFacts({ sample, drawAgainHref }: { sample: SampleRecord; drawAgainHref: string | null }) {
  const t = translator("auditRoom.samples");
  const slot = translator("auditRoom.slotShort");
  const { drawn, again } = sample;
  return (
    <section aria-labelledby="draw-facts" className="mb-8 max-w-4xl">
      <h2 id="draw-facts" className="mb-2 font-serif text-xl font-semibold">
        {t("facts")}
      </h2>
      <KeyValueList
        emptyLabel=""
        items={[
          { label: t("seed"), value: sample.seed },
          { label: t("column.drawn"), value: t("drawnOn", { date: sample.drawnOn, name: sample.drawnBy ?? t("nobody") }) },
          { label: t("asOf"), value: <span className="break-all">{t("asOfText", { ...drawn.asOf })}</span> },
          { label: t("population"), value: SLOTS.map((one) => `${slot(one)} ${drawn.population[one].size}`).join(" · ") },
          {
            label: t("again"),
            value: (
              <>
                {again.sameItems && <span className="block">{t(again.populations.length === 0 ? "againSameMoment" : "againSame")}</span>}
                {again.populations.map(({ slot: one, before, after }) => (
                  <span key={one} className="block">
                    {t(before === after ? "againPopulationSame" : "againPopulation", { slot: slot(one), before, after })}
                  </span>
                ))}
                {(["gone", "come"] as const).map(
                  (side) =>
                    again[side].length > 0 && (
                      <span key={side} className="block">
                        {t(side === "gone" ? "againGone" : "againCome")}:{" "}
                        {again[side].map((item) => `${slot(item.slot)} ${item.ref}`).join(", ")}
                      </span>
                    ),
                )}
                {drawAgainHref && (
                  <Link className="link no-print text-sm" href={drawAgainHref}>
                    {t("againDraw")}
                  </Link>
                )}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
