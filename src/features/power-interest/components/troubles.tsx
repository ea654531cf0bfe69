import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { GridParty } from "../queries";

/** Where a mark is to stand. */
export interface Wish {
  id: string;
  power: number | null;
  interest: number | null;
}

/** A move that was refused, and what stands there instead. */
export interface Trouble extends Wish {
  /** What stands there now, where somebody was faster. */
  theirs: { who: string; power: number | null; interest: number | null; moved: boolean } | null;
  message: string;
}

export function Troubles({
  troubles,
  parties,
  onAgain,
  onLeave,
}: {
  troubles: readonly Trouble[];
  parties: ReadonlyMap<string, GridParty>;
  onAgain: (trouble: Trouble) => void;
  onLeave: (trouble: Trouble) => void;
}) {
  const t = useTranslations("grid");
  const score = (value: number | null) => (value === null ? t("none") : String(value));
  return troubles.map((trouble) => {
    const name = parties.get(trouble.id)?.name ?? "";
    const { theirs } = trouble;
    return (
      <Callout
        key={trouble.id}
        tone="error"
        className="no-print mb-3"
        title={
          theirs
            ? t(theirs.moved ? "conflict" : "conflictOther", {
                who: theirs.who,
                name,
                power: score(theirs.power),
                interest: score(theirs.interest),
                myPower: score(trouble.power),
                myInterest: score(trouble.interest),
              })
            : t("failed", { name, power: score(trouble.power), interest: score(trouble.interest) })
        }
        actions={
          <>
            <Button size="small" onClick={() => onAgain(trouble)}>
              {t(theirs ? "useMine" : "again")}
            </Button>
            <Button size="small" variant="quiet" onClick={() => onLeave(trouble)}>
              {t(theirs ? "keepTheirs" : "leave")}
            </Button>
          </>
        }
      >
        {theirs ? null : trouble.message}
      </Callout>
    );
  });
}
