import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GET as contextList } from "@/app/[organization]/context/export/route";
import { GET as partyList } from "@/app/[organization]/interested-parties/export/route";
import { GET as obligationList } from "@/app/[organization]/obligations/export/route";
import { GET as requirementList } from "@/app/[organization]/requirements/export/route";
import { GET as sourceList } from "@/app/[organization]/sources/export/route";
import { commitImport, storeUpload } from "@/features/import/mutations";
import { partyTable } from "@/features/interested-parties/table";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { readSpreadsheet } from "@/lib/spreadsheet";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { APP_URL, createHouse, openWorld } from "./support/world";

const world = openWorld();

type Route = typeof requirementList;

async function take(route: Route, person: "kim" | "mira" | "vera" | "carla", slug: string, query: string): Promise<Response> {
  const context = { params: Promise.resolve({ organization: slug }) };
  return withRequest(await world.request(person), () => route(new Request(`${APP_URL}/${slug}/list/export?${query}`), context));
}

const text = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString("utf8");

/** What must survive the way out and in again. */
const FACTS = `SELECT p.name, p.category, q.ref, q.statement, q.kind, q.strength, q.binding, q.source_ref, q.source_locator, q.cia, q.how_addressed, q.status,
       coalesce(q.owner_label, '') AS owner, q.last_reviewed_at::text AS reviewed,
       (SELECT array_agg(l.target_ref ORDER BY l.target_ref) FROM requirement_link l WHERE l.organization_id = q.organization_id AND l.requirement_id = q.id) AS links
  FROM requirement q JOIN interested_party p ON p.organization_id = q.organization_id AND p.id = q.party_id WHERE q.organization_id = $1 ORDER BY q.ref`;

const PARTIES = `SELECT ref, name, category, kind, power, interest, support, adverse, relation, pestle, note FROM interested_party WHERE organization_id = $1 ORDER BY ref`;

describe.skipIf(world.skip)("lists that leave", () => {
  it.each(["csv", "xlsx"] as const)("come in again as %s without loss, formula-like text included", async (format) => {
    const from = await createHouse(`from-${format}`, "From", [[world.people.kim, "owner"]]);
    const kim = await world.as("kim", from);
    const upload = await storeUpload(kim, readFileSync("tests/fixtures/import/2-consultant-12-columns.xlsx"), "old.xlsx");
    await commitImport(kim, { id: upload.id, reason: "first" });
    await change(kim, async (record) => {
      const party = await record.create("interested-party", { name: "@SUM(A1:A9) Ltd", category: "external" });
      for (const statement of [
        "=1+1 must stay text",
        "'=2+2 with its own apostrophe",
        "+49 30 1234 answers at night",
        "Umlauts: Größe, Zürich; and a\nsecond line",
        'a, comma and a "quote"',
        "Reports & answers; both, and in writing",
      ])
        await record.create("requirement", { partyId: party.id, statement, kind: "business", sourceRef: "-5 % clause" });
    });
    const every = (table: { columns: readonly { id: string }[] }) => table.columns.map(({ id }) => id).join(",");
    const parties = await take(partyList, "kim", from.slug, `format=${format}&columns=${every(partyTable(kim))}`);
    const statuses = "status=draft&status=active&status=retired";
    const response = await take(requirementList, "kim", from.slug, `format=${format}&${statuses}&columns=${every(REQUIREMENT_TABLE)}`);
    expect([parties.status, response.status]).toEqual([200, 200]);
    expect(response.headers.get("content-disposition")).toMatch(new RegExp(`from-${format}_requirements_\\d{4}-\\d{2}-\\d{2}\\.${format}`));
    const bytes = Buffer.from(await response.arrayBuffer());
    // No cell of the file begins in a way that a spreadsheet program would run.
    const book = await readSpreadsheet(bytes);
    for (const row of book.sheets[0]!.rows)
      for (const cell of row.cells) if (typeof cell === "string") expect(cell).not.toMatch(/^\s*[=+@]|^-\D/);

    const to = await createHouse(`to-${format}`, "To", [[world.people.kim, "owner"]]);
    const there = await world.as("kim", to);
    for (const [name, file] of [
      ["parties", Buffer.from(await parties.arrayBuffer())],
      ["requirements", bytes],
    ] as const) {
      const { id } = await storeUpload(there, file, `${name}.${format}`);
      await commitImport(there, { id, reason: name });
    }
    expect(await world.sql(PARTIES, [to.id])).toEqual(await world.sql(PARTIES, [from.id]));
    expect(await world.sql(FACTS, [to.id])).toEqual(await world.sql(FACTS, [from.id]));
  });

  it("hold exactly the rows and columns that the address shows, and leave a note", async () => {
    const mira = await world.as("mira");
    await change(mira, (record) =>
      record.createMany("interested-party", [
        { name: "Cyber insurer", category: "external", power: 4, support: -1, attitude: "negative", note: "reads this" },
        { name: "Works council", category: "internal" },
        { name: "Bank", category: "external", status: "active" },
      ]),
    );
    const csv = await text(await take(partyList, "mira", "nordwind", "format=csv&category=external&sort=-name&columns=ref,name,power"));
    expect(csv.split("\r\n").map((line) => line.split(",")[1])).toEqual([expect.any(String), "Cyber insurer", "Bank", undefined]);
    expect(csv.split("\r\n")[1]).toBe("IP-001,Cyber insurer,4");
    const [note] = await world.sql(
      "SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.organization_id = $1 AND e.entity = 'list-export' ORDER BY e.sequence DESC LIMIT 1",
      [world.nordwind.id],
    );
    expect(JSON.parse(note!.payload).note).toMatch(/CSV: 2 of 3 rows.*category=external/);
  });

  it("hide from a viewer what the list hides", async () => {
    const vera = await world.as("vera");
    const everything = ["ref", "name", "support", "attitude", "engagementCurrent", "engagementTarget"].join(",");
    expect(partyTable(vera).columns.map(({ id }) => id)).not.toContain("support");
    const csv = await text(await take(partyList, "vera", "nordwind", `format=csv&columns=${everything}&sort=support`));
    expect(csv).not.toMatch(/negative|-1|support/i);
  });

  it("open only to members, and only in the two formats", async () => {
    for (const route of [partyList, requirementList, sourceList, obligationList, contextList]) {
      expect((await take(route, "carla", "nordwind", "format=xlsx")).status).toBe(200);
      expect((await take(route, "kim", "nordwind", "format=csv")).status).toBe(404);
      const wrong = await take(route, "mira", "nordwind", "format=pdf");
      expect([wrong.status, ((await wrong.json()) as { fieldErrors: object }).fieldErrors]).toEqual([400, { format: expect.any(String) }]);
    }
  });
});
