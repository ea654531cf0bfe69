import { historyLine } from "@/domain/audit-pack";
import { Replay } from "@/domain/audit-trail";
import type { Access } from "@/server/access";
import { connectionOf, inTenant } from "@/server/tenant";

interface Row {
  sequence: number;
  hash: string;
  header: string;
  payload: string | null;
  salt: string | null;
}

const PAGE = 2_500;

/**
 * The entries up to `last` as the lines of a pack, page by page, each in a short transaction of its own: entries never change, so a pack of a long
 * history holds no transaction open. What the entries tell is replayed on the way; `at` is asked after each entry.
 */
export async function* historyPages(access: Access, last: number, at: (sequence: number, replay: Replay) => void): AsyncGenerator<Buffer> {
  const replay = new Replay();
  for (let after = 0; after < last; ) {
    const rows = await inTenant(
      access,
      (tx) =>
        connectionOf(tx).rows<Row>(
          `SELECT e.sequence::float8 AS sequence, e.hash, e.header, p.payload, p.salt FROM history_entry e
             LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
            WHERE e.organization_id = $1::uuid AND e.sequence > $2::bigint AND e.sequence <= $3::bigint ORDER BY e.sequence LIMIT ${PAGE}`,
          [access.organization.id, after, last],
          { often: true },
        ),
      { live: true },
    );
    if (rows.length === 0) return;
    const lines: string[] = [];
    for (const { sequence, hash, header, payload, salt } of rows) {
      lines.push(historyLine({ hash, header: oneLine(header), payload: payload === null ? null : oneLine(payload), salt }));
      apply(replay, header, payload);
      at(sequence, replay);
    }
    yield Buffer.from(lines.join(""), "utf8");
    after = rows.at(-1)!.sequence;
  }
}

/** A canonical text has no raw line break; one that somebody damaged must not break the lines of the others. The check names it all the same. */
const oneLine = (text: string) => text.replace(/[\n\r]/g, " ");

function apply(replay: Replay, header: string, payloadText: string | null): void {
  try {
    replay.apply({ header, payloadText });
  } catch {
    // Damaged: the check of the pack names the entry.
  }
}
