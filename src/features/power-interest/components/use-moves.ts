import { useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { Moved } from "../mutations";
import type { Position } from "../positions";
import type { GridParty } from "../queries";
import type { Trouble, Wish } from "./troubles";
import type { Change } from "./use-grid-state";

export type Ask = (input: unknown) => Promise<ActionResult<Moved>>;

interface Moving {
  parties: ReadonlyMap<string, GridParty>;
  change: Change;
  addPosition: (id: string, position: Position) => void;
  move: Ask;
  /** The reason that stands above the grid, for every move that names none. */
  reason: string;
  today: string;
  me: string;
  placeWords: (power: number | null, interest: number | null) => string;
  onSay: (text: string) => void;
  onBegin: (id: string) => void;
}

/** Saves where a mark was put; says which are on their way, which were refused, and which wait for a reason. */
export function useMoves({ parties, change, addPosition, move, reason, today, me, placeWords, onSay, onBegin }: Moving) {
  const t = useTranslations("grid");
  const [saving, setSaving] = useState<ReadonlySet<string>>(new Set());
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const [asked, setAsked] = useState<Wish | null>(null);
  const queue = useRef(new Map<string, Promise<unknown>>()).current;
  const newest = useRef({ parties, reason, onBegin });
  newest.current = { parties, reason, onBegin };

  /** One way for all three: shows the move at once, saves it, and takes it back with both positions in words when it was refused. */
  const save = useCallback(
    async (target: Wish, because?: string) => {
      const { id, power, interest } = target;
      const party = newest.current.parties.get(id);
      if (!party) return;
      newest.current.onBegin(id);
      const given = because ?? newest.current.reason;
      const same = party.power === power && party.interest === interest && !party.scoresAreTemplateDefaults;
      if (same) return;
      if (party.reasonNeeded && given.trim() === "") {
        setAsked(target);
        return;
      }
      const before = { power: party.power, interest: party.interest, scoresAreTemplateDefaults: party.scoresAreTemplateDefaults };
      setTroubles((open) => open.filter((trouble) => trouble.id !== id));
      setSaving((open) => new Set(open).add(id));
      change(id, { power, interest, scoresAreTemplateDefaults: false });
      // A second move of the same mark waits for the first, so that it starts from the version that came back.
      const run = (queue.get(id) ?? Promise.resolve()).then(async () => {
        const version = newest.current.parties.get(id)?.version ?? party.version;
        try {
          const result = await move({ id, version, power, interest, reason: given, idempotencyKey: crypto.randomUUID() });
          if (result.ok) {
            newest.current.parties = change(id, { version: result.data.version });
            const { support, status, adverse } = party;
            addPosition(id, { day: today, power, interest, support, assessed: true, status, adverse, by: me, reason: given });
            const name = party.name;
            onSay(
              power === null || interest === null
                ? t("movedOff", { name })
                : t("moved", { name, power, interest, quadrant: placeWords(power, interest) }),
            );
            return;
          }
          if (result.kind === "conflict") {
            const { values, changedBy, fields } = result.current;
            const theirs = { power: values.power as number | null, interest: values.interest as number | null };
            newest.current.parties = change(id, {
              ...theirs,
              version: result.current.version,
              scoresAreTemplateDefaults: values.scoresAreTemplateDefaults === true,
            });
            const moved = fields.includes("power") || fields.includes("interest");
            setTroubles((open) => [...open, { ...target, theirs: { ...theirs, who: changedBy, moved }, message: result.message }]);
            return;
          }
          change(id, before);
          if (result.kind === "reason_required") setAsked(target);
          else {
            const message = result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message;
            setTroubles((open) => [...open, { ...target, theirs: null, message }]);
          }
        } catch {
          change(id, before);
          setTroubles((open) => [...open, { ...target, theirs: null, message: t("offline") }]);
        }
      });
      queue.set(id, run);
      await run;
      setSaving((open) => {
        const left = new Set(open);
        left.delete(id);
        return left;
      });
    },
    [change, addPosition, move, placeWords, onSay, queue, t, today, me],
  );
  const leave = useCallback((trouble: Trouble) => setTroubles((open) => open.filter((other) => other !== trouble)), []);

  return { save, saving, troubles, leave, asked, ask: setAsked };
}
