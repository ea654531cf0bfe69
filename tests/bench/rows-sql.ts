/** The list by hand: what the requirements page shows, joined, sorted by party and ref. Parameters: organisation, limit, offset. */
export const ROWS_SQL = `
  SELECT r.ref, p.ref AS party_ref, p.name AS party_name, r.statement, r.kind, r.strength, r.binding, r.source_ref, r.source_locator, r.cia,
         r.relevance, r.isms_decision, r.priority, u.name AS owner, r.confirmed_at, r.fulfilment_status, r.status
    FROM requirement r
    JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
    LEFT JOIN user_account u ON u.id = r.owner_id
   WHERE r.organization_id = $1 AND r.status <> 'retired'
   ORDER BY p.name_key, r.ref LIMIT $2 OFFSET $3`;

export const SEARCH_SQL = ROWS_SQL.replace(
  "r.status <> 'retired'",
  "r.status <> 'retired' AND r.kind = ANY('{contractual,legal}') AND r.search_text LIKE '%encryption%'",
);
