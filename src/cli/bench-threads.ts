import type pg from "pg";
import { v7 as uuid } from "uuid";
import { ANNEX_A_CONTROLS } from "@/domain/references";
import { listThreads } from "@/features/thread-gaps/queries";
import { THREAD_TABLE } from "@/features/thread-gaps/table";
import { askedFor, threadOf } from "@/features/threads/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";

interface Bench {
  access: Access;
  pool: pg.Pool;
  size: string;
  pair: (times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>) => Promise<[number, number]>;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

/** The thread of one requirement and the way back from one control, against SQL by hand for the same facts in a transaction of the same door. */
export async function benchThreads({ access, pool, size, pair, record }: Bench): Promise<void> {
  const organizationId = access.organization.id;
  const byHand = async (statements: readonly [sql: string, values: unknown[]][]) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.organization_id', $1, true)", [organizationId]);
      for (const [sql, values] of statements) await client.query(sql, values);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
  let round = 0;
  const next = () => `REQ-${String((round++ % 1_000) + 1).padStart(3, "0")}`;
  record(
    "Thread of one requirement, every target resolved",
    size,
    ...(await pair(
      60,
      () => threadOf(access, next()),
      () => {
        const values = [organizationId, next()];
        return byHand([
          [REQUIREMENT, values],
          [OBLIGATIONS, values],
          [SOURCES, values],
          [LINKS, values],
        ]);
      },
    )),
    "<= 2",
  );
  const control = ANNEX_A_CONTROLS[40]!.ref;
  record(
    "Back from one control: who asks, what would go unmet",
    size,
    ...(await pair(
      40,
      () => askedFor(access, control),
      () => byHand([[ASKED, [organizationId, control]]]),
    )),
    "<= 2",
  );
  record(
    "Room of threads: gaps of all requirements counted, 50 threads drawn",
    size,
    ...(await pair(
      15,
      () => listThreads(access, parseTableState({}, THREAD_TABLE)),
      () => byHand([[GAPS, [organizationId]]]),
    )),
    "report",
  );
}

/** The register's threads: decides everything, and links each requirement to a control, a risk or document, and evidence: three links for each. */
export async function drawThreads(owner: pg.Client, organizationId: string, userId: string): Promise<void> {
  const refs = ANNEX_A_CONTROLS.map(({ ref }) => ref);
  await owner.query(
    `UPDATE requirement SET relevance = 'relevant', relevance_decided_at = now(), relevance_decided_by_id = $2, isms_decision = 'addressed',
            isms_decided_at = now(), isms_decided_by_id = $2, how_addressed = 'By links' WHERE organization_id = $1`,
    [organizationId, userId],
  );
  await owner.query(
    `INSERT INTO soa_entry (organization_id, id, control_ref, applicable, implementation_status, decided_at, created_at, updated_at)
     SELECT $1, r.id, r.ref, true, 'implemented', now(), now(), now() FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, ref text)`,
    [organizationId, JSON.stringify(refs.map((ref) => ({ id: uuid(), ref })))],
  );
  const records = (prefix: string) =>
    JSON.stringify(Array.from({ length: 200 }, (_, index) => ({ id: uuid(), ref: `${prefix}-${String(index + 1).padStart(3, "0")}` })));
  for (const [table, prefix, more, values] of [
    ["risk", "R", "", ""],
    ["isms_document", "P", "", ""],
    ["evidence", "E", ", dated", ", now()"],
  ] as const) {
    await owner.query(
      `INSERT INTO ${table} (organization_id, id, ref, title, title_key, search_text, created_at, updated_at${more})
       SELECT $1, r.id, r.ref, r.ref || ' of the bench', r.ref, lower(r.ref), now(), now()${values} FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, ref text) ON CONFLICT DO NOTHING`,
      [organizationId, records(prefix)],
    );
  }
  await owner.query(
    `INSERT INTO requirement_link (organization_id, requirement_id, target_type, target_ref, rationale)
     SELECT $1, r.id, t.type, t.ref, 'It answers this' FROM (SELECT id, row_number() OVER (ORDER BY ref) AS n FROM requirement WHERE organization_id = $1) r
       CROSS JOIN LATERAL (VALUES ('control', ($2::text[])[1 + r.n % 93]),
         (CASE WHEN r.n % 2 = 0 THEN 'risk' ELSE 'policy' END, (CASE WHEN r.n % 2 = 0 THEN 'R-' ELSE 'P-' END) || lpad((1 + r.n % 200)::text, 3, '0')),
         ('evidence', 'E-' || lpad((1 + r.n % 200)::text, 3, '0'))) AS t(type, ref)`,
    [organizationId, refs],
  );
  await owner.query("ANALYZE");
}

const REQUIREMENT = `SELECT r.*, p.ref AS party_ref, p.name, p.status AS party_status, p.relevance AS party_relevance, p.adverse, u.name AS owner
  FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id LEFT JOIN user_account u ON u.id = r.owner_id
 WHERE r.organization_id = $1 AND r.ref = $2`;
const OBLIGATIONS = `SELECT o.ref, o.title, o.citation, o.status, o.effective_to FROM requirement r
  JOIN requirement_obligation l ON l.organization_id = r.organization_id AND l.requirement_id = r.id
  JOIN obligation o ON o.organization_id = l.organization_id AND o.id = l.obligation_id WHERE r.organization_id = $1 AND r.ref = $2 ORDER BY l.position`;
const SOURCES = `SELECT d.ref, d.title, d.status, d.effective_to FROM requirement r
  JOIN requirement_source l ON l.organization_id = r.organization_id AND l.requirement_id = r.id
  JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id WHERE r.organization_id = $1 AND r.ref = $2 ORDER BY l.position`;
const LINKS = `SELECT l.target_type, l.target_ref, l.rationale, l.coverage, s.applicable, s.implementation_status, c.title AS own_control, k.title AS risk,
       k.status AS risk_status, d.title AS document, d.edition, d.current, d.status AS document_status, e.title AS evidence, e.valid_until, e.status AS evidence_status
  FROM requirement r JOIN requirement_link l ON l.organization_id = r.organization_id AND l.requirement_id = r.id
  LEFT JOIN soa_entry s ON s.organization_id = l.organization_id AND s.control_ref = l.target_ref
  LEFT JOIN own_control c ON c.organization_id = l.organization_id AND c.ref = l.target_ref
  LEFT JOIN risk k ON k.organization_id = l.organization_id AND k.ref = l.target_ref
  LEFT JOIN isms_document d ON d.organization_id = l.organization_id AND d.ref = l.target_ref
  LEFT JOIN evidence e ON e.organization_id = l.organization_id AND e.ref = l.target_ref
 WHERE r.organization_id = $1 AND r.ref = $2 ORDER BY l.target_type, l.target_ref`;
const ASKED = `SELECT r.ref, r.statement, r.kind, r.binding, r.priority, r.isms_decision, p.ref AS party_ref, p.name, p.adverse, l.rationale, l.coverage,
       r.source_ref, r.source_locator,
       (SELECT d.title FROM requirement_source x JOIN source_document d ON d.organization_id = x.organization_id AND d.id = x.source_id
         WHERE x.organization_id = r.organization_id AND x.requirement_id = r.id ORDER BY x.position LIMIT 1) AS source,
       NOT EXISTS (SELECT FROM requirement_link o LEFT JOIN soa_entry s ON s.organization_id = o.organization_id AND s.control_ref = o.target_ref
         WHERE o.organization_id = r.organization_id AND o.requirement_id = r.id AND o.target_ref <> $2
           AND (o.target_type = 'control' AND s.applicable IS NOT FALSE OR o.target_type IN ('clause', 'procedure') AND o.rationale <> '')) AS sole
  FROM requirement_link l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
  JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
 WHERE l.organization_id = $1 AND l.target_type = 'control' AND l.target_ref = $2 AND r.status <> 'retired' ORDER BY sole DESC, length(r.ref), r.ref`;
const GAPS = `SELECT count(*), count(*) FILTER (WHERE g.answered), count(*) FILTER (WHERE g.risk), count(*) FILTER (WHERE g.document), count(*) FILTER (WHERE g.evidence)
  FROM requirement r LEFT JOIN (SELECT requirement_id, bool_or(target_type = 'control') AS answered, bool_or(target_type = 'risk') AS risk,
    bool_or(target_type = 'policy') AS document, bool_or(target_type = 'evidence') AS evidence FROM requirement_link WHERE organization_id = $1 GROUP BY requirement_id) g
    ON g.requirement_id = r.id WHERE r.organization_id = $1 AND r.isms_decision = 'addressed'`;
