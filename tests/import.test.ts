import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GET as progress } from "@/app/[organization]/import/[batch]/progress/route";
import { POST as upload } from "@/app/[organization]/import/upload/route";
import { ChainVerifier } from "@/domain/audit-trail";
import { startCommit as startCommitAction } from "@/features/import/actions";
import { endJob, startJob } from "@/features/import/jobs";
import { commitImport, discardImport, saveChoices, startCommit, storeUpload, undoImport } from "@/features/import/mutations";
import { getImport, importPreview, importProgress, listImports, type PreviewView } from "@/features/import/queries";
import { NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { APP_URL, createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
const sample = (name: string) => readFileSync(`tests/fixtures/import/${name}`);
const REASON = "The old list of 2024 moves into the register";
const all: PreviewView = { page: 1, doubtsOnly: false, party: null };

/** A fresh organisation of Kim's, so that every story counts from nothing. */
async function house(slug: string) {
  const made = await createHouse(slug, `House ${slug}`, [
    [world.people.kim, "owner"],
    [world.people.mira, "isms-manager"],
    [world.people.carla, "contributor"],
  ]);
  return { house: made, kim: await world.as("kim", made) };
}

const csv = (...rows: string[]) => Buffer.from(`Interested party,Requirement,Owner,Controls\r\n${rows.join("\r\n")}\r\n`);

describe.skipIf(world.skip)("the import", () => {
  it.each([
    ["1-two-column.csv", 11, 22],
    ["1-two-column.xlsx", 11, 22],
    ["2-consultant-12-columns.csv", 9, 13],
    ["2-consultant-12-columns.xlsx", 9, 13],
  ])("brings %s in: %i parties and %i requirements, as candidates and drafts", async (file, parties, requirements) => {
    const { kim, house: at } = await house(`samples-${file.replace(/[^a-z0-9]+/g, "-")}`);
    const { id } = await storeUpload(kim, sample(file), file);
    const result = await commitImport(kim, { id, reason: REASON });
    expect(result).toMatchObject({ parties, requirements, changed: 0, standing: 0 });
    const [counts] = await world.sql(
      `SELECT (SELECT count(*)::int FROM interested_party WHERE organization_id = $1 AND status = 'candidate' AND relevance = 'undecided' AND identification_method = 'import') AS parties,
              (SELECT count(*)::int FROM requirement WHERE organization_id = $1 AND relevance = 'undecided' AND isms_decision = 'undecided' AND confirmed_at IS NULL AND source_type = 'import') AS requirements,
              (SELECT count(*)::int FROM requirement WHERE organization_id = $1 AND status = 'retired') AS retired,
              (SELECT count(DISTINCT payload::jsonb ->> 'reason')::int FROM history_payload p JOIN history_entry e USING (organization_id, sequence) WHERE organization_id = $1 AND e.batch_id = $2) AS reasons`,
      [at.id, id],
    );
    expect(counts).toEqual({ parties, requirements, retired: file.endsWith("12-columns.xlsx") ? 1 : 0, reasons: 1 });
  });

  it("keeps what fits no field, asks in comments and links only what is sure", async () => {
    const { kim, house: at } = await house("nothing-lost");
    const { id } = await storeUpload(kim, sample("2-consultant-12-columns.xlsx"), "old.xlsx");
    await commitImport(kim, { id, reason: REASON });
    const one = async (statement: string) =>
      (await world.sql("SELECT * FROM requirement WHERE organization_id = $1 AND statement LIKE $2", [at.id, `${statement}%`]))[0]!;
    const audit = await one("Right to audit");
    expect(audit).toMatchObject({
      source_ref: "MSA 2023-114",
      source_locator: "14",
      kind: "contractual",
      binding: "requirement",
      last_reviewed_at: null,
    });
    expect(audit.note).toContain("03/04/2024");
    expect(audit.elicitation_note).toContain("row ");
    const comments = await world.sql(
      "SELECT text, origin FROM comment WHERE organization_id = $1 AND entity_id = $2 AND resolved_at IS NULL",
      [at.id, audit.id],
    );
    expect(comments[0]!.text).toContain("two audits per year");
    const logging = await one("Monitoring only after");
    expect(logging.note).toContain("A.12.4.1");
    expect(await world.sql("SELECT target_ref FROM requirement_link WHERE requirement_id = $1", [logging.id])).toEqual([]);
    const notice = await one("Incident notice");
    expect(
      (await world.sql("SELECT target_ref, rationale FROM requirement_link WHERE requirement_id = $1 ORDER BY 1", [notice.id])).map(
        (link) => link.target_ref,
      ),
    ).toEqual(["A.5.24", "A.5.25", "A.5.26"]);
    const [insurer] = await world.sql("SELECT name, owner_label FROM interested_party WHERE organization_id = $1 AND name LIKE '=HYPER%'", [
      at.id,
    ]);
    expect(insurer!.name).toBe('=HYPERLINK("http://example.invalid","Insurer")');
  });

  it("names members as owners and keeps everybody else as a label", async () => {
    const { kim, house: at } = await house("owners");
    const { id } = await storeUpload(
      kim,
      csv("Bank,Reports on time,Mira Lindqvist,A.5.1", "Bank,Reports in full,Facility,A.5.2"),
      "owners.csv",
    );
    await commitImport(kim, { id, reason: REASON });
    const rows = await world.sql("SELECT owner_id, owner_label FROM requirement WHERE organization_id = $1 ORDER BY ref", [at.id]);
    expect(rows).toEqual([
      { owner_id: world.people.mira.id, owner_label: "" },
      { owner_id: null, owner_label: "Facility" },
    ]);
  });

  it("shows every guess, takes choices over and reads the file again with them", async () => {
    const { kim } = await house("choices");
    const { id } = await storeUpload(kim, sample("2-consultant-12-columns.csv"), "register.csv");
    const preview = async (view = all) => {
      const seen = await importPreview(kim, id, view);
      if (!seen.ok) throw new Error(seen.sentence);
      return seen;
    };
    const first = await preview();
    expect(first.counts).toMatchObject({ parties: 9, requirements: 13, duplicates: 1 });
    expect(first.parties.flatMap(({ doubts }) => doubts).map(({ kind }) => kind)).toContain("party_included");
    const legacy = first.parties
      .flatMap((party) => party.requirements.flatMap(({ doubts }) => doubts))
      .find(({ kind }) => kind === "control_legacy")!;
    expect(first.otherDoubts.doubts.map(({ kind }) => kind)).toContain("duplicate");
    await saveChoices(kim, { id, patch: { doubts: { [legacy.id]: "yes" } } });
    // Another window: neither choice is lost.
    await saveChoices(kim, { id, patch: { parties: { [first.parties[0]!.id]: { skip: true } }, kindForNone: "social" } });
    const second = await preview();
    expect(second.counts.parties).toBe(8);
    expect(second.kindForNone).toBe("social");
    expect(
      second.parties.flatMap((party) => party.requirements.flatMap(({ doubts }) => doubts)).find((doubt) => doubt.id === legacy.id)?.chosen,
    ).toBe("yes");
    expect((await preview({ ...all, doubtsOnly: true })).parties.length).toBeGreaterThan(0);
    expect((await preview({ ...all, party: first.parties[1]!.id })).parties).toHaveLength(1);
    await saveChoices(kim, { id, patch: { delimiter: ";" } });
    expect((await preview()).columns.length).toBeLessThan(12);
    await expect(saveChoices(kim, { id, patch: { sheet: "no such sheet" } })).resolves.toBeDefined();
  });

  it("is committed once, however often it is clicked", async () => {
    const { kim, house: at } = await house("double");
    const { id } = await storeUpload(kim, csv("Bank,Reports on time,,"), "double.csv");
    const answers = await Promise.all([
      commitImport(kim, { id, reason: REASON }),
      commitImport(kim, { id, reason: REASON }),
      commitImport(kim, { id, reason: REASON }),
    ]);
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    expect(await commitImport(kim, { id, reason: REASON })).toBeNull();
    expect((await world.sql("SELECT count(*)::int AS n FROM requirement WHERE organization_id = $1", [at.id]))[0]!.n).toBe(1);
    await expect(discardImport(kim, { id })).rejects.toThrow(Refused);
    await expect(saveChoices(kim, { id, patch: { kindForNone: "legal" } })).rejects.toThrow(Refused);
  });

  it("goes on in the background and tells how far it is", async () => {
    const { kim, house: at } = await house("background");
    const { id } = await storeUpload(kim, csv("Bank,Reports on time,,"), "background.csv");
    expect(await startCommit(kim, { id, reason: REASON })).toEqual({ status: "committing" });
    const ask = async () => {
      const context = { params: Promise.resolve({ organization: at.slug, batch: id }) };
      return (
        await withRequest(await world.request("kim"), () => progress(new Request(`${APP_URL}/${at.slug}/import/${id}/progress`), context))
      ).json();
    };
    let answer = await ask();
    for (let tries = 0; tries < 200 && answer.status === "committing"; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      answer = await ask();
    }
    expect(answer).toMatchObject({ status: "committed", result: { parties: 1, requirements: 1 } });
  });

  it("becomes a draft again when its writer died", async () => {
    const { kim, house: at } = await house("died");
    const { id } = await storeUpload(kim, csv("Bank,Reports on time,,"), "died.csv");
    await world.sql(
      "UPDATE import_batch SET status = 'committing', updated_at = now() - interval '10 minutes' WHERE organization_id = $1 AND id = $2",
      [at.id, id],
    );
    startJob(id);
    expect((await getImport(kim, id))!.status).toBe("committing");
    endJob(id);
    expect(await getImport(kim, id)).toMatchObject({ status: "draft", error: expect.stringContaining("stopped") });
    expect(await commitImport(kim, { id, reason: REASON })).toMatchObject({ requirements: 1 });
  });

  it("adds to parties that stand there, overwrites nothing, and leaves out what stands there already", async () => {
    const { kim, house: at } = await house("again");
    const bank = await change(kim, (record) =>
      record.create("interested-party", { name: "Alpha Bank AG", category: "external", power: 2, note: "Known since 2019" }),
    );
    await change(kim, (record) => record.create("requirement", { partyId: bank.id, statement: "Encryption at rest", kind: "contractual" }));
    const file = Buffer.from(
      "Interested party,Requirement,Power,Interest\r\nAlpha Bank,Encryption at rest,5,3\r\nAlpha Bank,Yearly audit,5,3\r\n",
    );
    const { id } = await storeUpload(kim, file, "again.csv");
    const preview = await importPreview(kim, id, all);
    expect(preview).toMatchObject({ ok: true, yield: { newParties: 0, added: 1, requirements: 1, standing: 1 } });
    expect(await commitImport(kim, { id, reason: REASON })).toMatchObject({ parties: 0, changed: 1, requirements: 1, standing: 1 });
    const [party] = await world.sql("SELECT name, power, interest, note FROM interested_party WHERE organization_id = $1", [at.id]);
    expect(party).toMatchObject({ name: "Alpha Bank AG", power: 2, interest: 3 });
    expect(party!.note).toMatch(/Known since 2019[\s\S]*power: 5/);
    const undone = await undoImport(kim, { id });
    expect(undone).toMatchObject({ retired: 1, restored: 1, keptTotal: 0 });
    expect((await world.sql("SELECT power, interest, note FROM interested_party WHERE organization_id = $1", [at.id]))[0]).toEqual({
      power: 2,
      interest: null,
      note: "Known since 2019",
    });
  });

  it("is taken back once: untouched records are retired, touched ones kept and named, the history stays whole", async () => {
    const { kim, house: at } = await house("undo");
    const { id } = await storeUpload(kim, sample("2-consultant-12-columns.xlsx"), "undo.xlsx");
    await saveChoices(kim, { id, patch: { createSources: true } });
    const result = await commitImport(kim, { id, reason: REASON });
    expect(result!.sources).toBeGreaterThan(5);
    const [touched] = await world.sql(
      "SELECT id, ref FROM requirement WHERE organization_id = $1 AND statement = 'Incident notice <= 24 h'",
      [at.id],
    );
    await change(kim, (record) =>
      record.update("requirement", touched!.id, 1, { note: "Talked to the bank" }, { reason: "call of Monday" }),
    );
    const undone = await undoImport(kim, { id });
    // The touched requirement stays, with its party and the contract it rests on.
    expect(undone.kept.map(({ entity, why }) => `${entity} ${why}`).sort()).toEqual([
      "interested-party in_use",
      "requirement touched",
      "source in_use",
    ]);
    const [left] = await world.sql(
      `SELECT (SELECT count(*)::int FROM interested_party WHERE organization_id = $1 AND status <> 'retired') AS parties,
              (SELECT count(*)::int FROM requirement WHERE organization_id = $1 AND status <> 'retired') AS requirements,
              (SELECT count(*)::int FROM comment WHERE organization_id = $1 AND resolved_at IS NULL) AS comments`,
      [at.id],
    );
    expect(left).toEqual({ parties: 1, requirements: 1, comments: 0 });
    await expect(undoImport(kim, { id })).rejects.toThrow(Refused);
    const rows = await world.sql<{ sequence: string; hash: string; header: string; payload: string; salt: string }>(
      "SELECT e.sequence, e.hash, e.header, p.payload, p.salt FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.organization_id = $1 ORDER BY e.sequence",
      [at.id],
    );
    const verifier = new ChainVerifier({ organizationId: at.id });
    for (const row of rows)
      verifier.add({ sequence: Number(row.sequence), hash: row.hash, header: row.header, payloadText: row.payload, saltHex: row.salt });
    const [head] = await world.sql<{ sequence: string; hash: string }>(
      "SELECT sequence, hash FROM history_head WHERE organization_id = $1",
      [at.id],
    );
    expect(verifier.finish({ sequence: Number(head!.sequence), hash: head!.hash })).toMatchObject({ ok: true });
  });

  it("writes nothing when it fails in the middle, and says why", async () => {
    const { kim, house: at } = await house("fails");
    const { id } = await storeUpload(kim, csv("Bank,Reports on time,,", "Bank,Reports in full,,"), "fails.csv");
    await world.sql(
      "CREATE FUNCTION refuse_second() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.statement = 'Reports in full' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
    );
    await world.sql("CREATE TRIGGER refuse_second BEFORE INSERT ON requirement FOR EACH ROW EXECUTE FUNCTION refuse_second()");
    await expect(commitImport(kim, { id, reason: REASON })).rejects.toThrow();
    await world.sql("DROP TRIGGER refuse_second ON requirement");
    expect(await getImport(kim, id)).toMatchObject({ status: "draft", error: expect.stringContaining("taken back") });
    expect((await world.sql("SELECT count(*)::int AS n FROM interested_party WHERE organization_id = $1", [at.id]))[0]!.n).toBe(0);
    expect(await importProgress(kim, id)).toMatchObject({ status: "draft" });
  });

  it("stays inside its organisation", async () => {
    const { kim, house: at } = await house("walls");
    const { id } = await storeUpload(kim, csv("Bank,Reports on time,,"), "walls.csv");
    const mira = await world.as("mira");
    expect(await getImport(mira, id)).toBeNull();
    expect(await importProgress(mira, id)).toBeNull();
    expect((await listImports(mira)).map((batch) => batch.id)).not.toContain(id);
    await expect(saveChoices(mira, { id, patch: { kindForNone: "legal" } })).rejects.toThrow(NotFound);
    await expect(commitImport(mira, { id, reason: REASON })).rejects.toThrow(NotFound);
    await expect(undoImport(mira, { id })).rejects.toThrow(NotFound);
    await expect(discardImport(mira, { id })).rejects.toThrow(NotFound);
    expect((await listImports(kim)).map((batch) => batch.id)).toContain(id);
    await discardImport(kim, { id });
    expect((await world.sql("SELECT status, workbook FROM import_batch WHERE organization_id = $1 AND id = $2", [at.id, id]))[0]).toEqual({
      status: "discarded",
      workbook: null,
    });
  });

  it("goes through the door: managers upload, contributors do not, strangers find nothing, other origins are refused", async () => {
    const post = async (name: "mira" | "carla" | "kim", body: BodyInit, origin = APP_URL) =>
      withRequest(await world.request(name, { origin }), () =>
        upload(new Request(`${APP_URL}/nordwind/import/upload?name=..%2Flist.csv`, { method: "POST", body }), {
          params: Promise.resolve({ organization: "nordwind" }),
        }),
      );
    const taken = await post("mira", "Party,Requirement\nBank,Reports on time\n");
    expect(taken.status).toBe(201);
    const { data } = (await taken.json()) as { data: { id: string } };
    expect(await getImport(await world.as("mira"), data.id)).toMatchObject({ fileName: "list.csv", status: "draft" });
    expect((await post("carla", "Party,Requirement\nBank,Reports\n")).status).toBe(403);
    expect((await post("kim", "Party,Requirement\nBank,Reports\n")).status).toBe(404);
    expect((await post("mira", "Party,Requirement\nBank,Reports\n", "https://elsewhere.example")).status).toBe(403);
    const broken = await post("mira", "PK\u0003\u0004 no zip at all");
    expect(broken.status).toBe(422);
    expect(((await broken.json()) as { message: string }).message).toMatch(/damaged|zip/i);
    expect((await post("mira", Buffer.alloc(11 * 1024 * 1024, "a,b\n"))).status).toBe(422);
    const answer = await withRequest(await world.request("carla"), () => startCommitAction("nordwind", { id: data.id, reason: REASON }));
    expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
    const blank = await withRequest(await world.request("mira"), () => startCommitAction("nordwind", { id: data.id, reason: " " }));
    expect(blank).toMatchObject({ ok: false, kind: "invalid", fieldErrors: { reason: expect.any(String) } });
  });

  it.skipIf(engine === "embedded")("writes thousands of rows and takes them back", async () => {
    const { kim, house: at } = await house("many");
    const rows = Array.from(
      { length: 2_000 },
      (_, index) => `Party ${Math.floor(index / 4)},"We need answer ${index} within 24 hours, in writing",K. Meyer,A.5.24`,
    );
    const { id } = await storeUpload(kim, csv(...rows), "many.csv");
    const result = await commitImport(kim, { id, reason: REASON });
    expect(result).toMatchObject({ parties: 500, requirements: 2_000 });
    expect(await undoImport(kim, { id })).toMatchObject({ retired: 2_500, keptTotal: 0 });
    expect(
      (await world.sql("SELECT count(*)::int AS n FROM requirement WHERE organization_id = $1 AND status <> 'retired'", [at.id]))[0]!.n,
    ).toBe(0);
  });
});
