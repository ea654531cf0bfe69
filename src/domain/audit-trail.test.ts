import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BuiltEntry,
  buildEntry,
  CHAIN_PREFIX,
  CreatedFields,
  canonicalText,
  diffFields,
  type EntryFacts,
  ERASURE,
  erasedEntryId,
  GENESIS_HASH,
  type HistoryPayload,
  headerHash,
  payloadCommitment,
  reconcile,
  replay,
  type StoredEntry,
  verifyChain,
} from "@/domain/audit-trail";

const SALT = "00112233445566778899aabbccddeeff";

type Step = Partial<EntryFacts> & { payload?: Partial<HistoryPayload> };

/** A chain as the one writer would store it: Mira works on Nordwind's register. */
function chainOf(steps: Step[]): StoredEntry[] {
  const entries: BuiltEntry[] = [];
  for (const { payload, ...facts } of steps) {
    entries.push(
      buildEntry(
        {
          organizationId: "nordwind",
          sequence: entries.length + 1,
          previousHash: entries.at(-1)?.hash ?? GENESIS_HASH,
          at: "2026-03-01T09:00:00.000Z",
          actor: { id: "mira", name: "Mira", kind: "user" },
          entity: "interested-party",
          entityId: "p1",
          entityRef: "IP-001",
          action: "update",
          requestId: null,
          ...facts,
        },
        { fields: {}, reason: null, ...payload },
        SALT,
      ),
    );
  }
  return entries.map(({ sequence, hash, header, payloadText, saltHex }) => ({ sequence, hash, header, payloadText, saltHex }));
}

const story = () =>
  chainOf([
    { action: "create", payload: { fields: diffFields(null, { name: "Data subjects", power: 1, pestle: ["legal"] }) } },
    { payload: { fields: diffFields({ power: 1 }, { power: 2 }), reason: "Reassessed" } },
    { action: "create", entityId: "p2", entityRef: "IP-002", payload: { fields: diffFields(null, { name: "Insurer", power: 3 }) } },
    { payload: { fields: diffFields({ pestle: ["legal"] }, { pestle: ["legal", "social"] }) } },
    { entityId: "p2", entityRef: "IP-002", payload: { fields: diffFields({ power: 3 }, { power: 4 }) } },
  ]);
const headOf = (chain: StoredEntry[]) => ({ sequence: chain.at(-1)!.sequence, hash: chain.at(-1)!.hash });
const first = (chain: StoredEntry[], expectedHead = headOf(story())) => {
  const { ok, problems } = verifyChain(chain, { expectedHead });
  return ok ? null : { kind: problems[0]!.kind, sequence: problems[0]!.sequence };
};

describe("canonical form", () => {
  test("equal values give equal texts whatever the order of keys; a Date becomes its instant", () => {
    expect(canonicalText({ b: 1, a: [true, null], d: new Date("2026-01-31T10:00:00Z") })).toBe(
      '{"a":[true,null],"b":1,"d":"2026-01-31T10:00:00.000Z"}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalText(turned)).toBe(canonicalText(value));
        expect(canonicalText(JSON.parse(canonicalText(value)))).toBe(canonicalText(value));
        // An implementation of RFC 8785 that is not ours.
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
    );
  });

  test("half a character does not stop the writer, and what has no canonical form is refused", () => {
    expect(canonicalText("a\uD800b")).toBe('"a\uFFFDb"');
    expect(canonicalText("😀")).toBe('"😀"');
    expect(() => canonicalText(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalText(10n)).toThrow(TypeError);
  });

  test("only changed fields are told; absent and null are the same; __proto__ is a name like any other", () => {
    expect(diffFields({ a: 1, b: ["x"], c: null }, { a: 2, b: ["x"] })).toEqual({ a: { before: 1, after: 2 } });
    expect(diffFields(null, { name: "Insurer", owner: null })).toEqual({ name: { before: null, after: "Insurer" } });
    expect(Object.keys(diffFields({}, JSON.parse('{"__proto__": "x"}')))).toEqual(["__proto__"]);
  });
});

describe("building an entry", () => {
  test("the hash is SHA-256 over the prefix and the exact header, and the header commits to the payload", () => {
    const [entry] = story();
    const header = JSON.parse(entry!.header);
    expect(CHAIN_PREFIX).toBe("goldthread-history-v1\n");
    expect(entry!.hash).toBe(headerHash(entry!.header));
    expect(header.previousHash).toBe(GENESIS_HASH);
    expect(header.payloadHash).toBe(payloadCommitment(entry!.payloadText!, SALT));
    expect(entry!.header).toBe(canonicalText(header));
  });

  test("the actor's name stands in the payload, where it can be erased, never in the header", () => {
    const [entry] = story();
    expect(entry!.header).not.toContain("Mira");
    expect(JSON.parse(entry!.payloadText!).actorName).toBe("Mira");
  });

  test("a header with quotes, backslashes or long texts in it is read like any other", () => {
    const odd = chainOf([
      { entityRef: 'IP "1" \\ ü', requestId: "r" },
      { entityId: "x".repeat(70_000) },
      { batchId: "b1", entityRef: null },
    ]);
    expect(verifyChain(odd, { expectedHead: headOf(odd) }).ok).toBe(true);
    for (const { header, hash } of odd) expect(hash).toBe(createHash("sha256").update(CHAIN_PREFIX).update(header).digest("hex"));
    const columns = { entityRef: 'IP "1" \\ ü', requestId: "r", batchId: null };
    expect(verifyChain([{ ...odd[0]!, columns }]).ok).toBe(true);
  });

  test("malformed sequence, hash, time and salt are refused", () => {
    for (const wrong of [{ sequence: 0 }, { previousHash: "abc" }, { at: "2026-03-01" }])
      expect(() => chainOf([wrong])).toThrow(RangeError);
    const facts = { organizationId: "o", sequence: 1, previousHash: GENESIS_HASH, at: "2026-03-01T09:00:00.000Z", entity: "e" };
    const rest = { actor: { id: "a", kind: "user" as const }, entityId: "1", entityRef: null, action: "update", requestId: null };
    expect(() => buildEntry({ ...facts, ...rest }, { fields: {}, reason: null }, "00")).toThrow(RangeError);
  });
});

describe("verifying a chain", () => {
  test("an untouched chain and an empty one are fine", () => {
    expect(verifyChain(story(), { expectedHead: headOf(story()), organizationId: "nordwind" })).toMatchObject({ ok: true, entries: 5 });
    expect(verifyChain([])).toEqual({ ok: true, entries: 0, head: { sequence: 0, hash: GENESIS_HASH }, problems: [] });
  });

  test("a changed header, payload, salt or hash is named with its entry", () => {
    const changed = (change: Partial<StoredEntry>) => story().map((entry, index) => (index === 2 ? { ...entry, ...change } : entry));
    expect(first(changed({ header: story()[2]!.header.replace("IP-002", "IP-009") }))).toEqual({ kind: "header_changed", sequence: 3 });
    expect(first(changed({ header: "not json" }))).toEqual({ kind: "header_changed", sequence: 3 });
    expect(first(changed({ payloadText: story()[2]!.payloadText!.replace("3", "5") }))).toEqual({ kind: "payload_changed", sequence: 3 });
    expect(first(changed({ saltHex: "ff".repeat(16) }))).toEqual({ kind: "payload_changed", sequence: 3 });
    expect(first(changed({ payloadText: null }))).toEqual({ kind: "payload_missing", sequence: 3 });
    expect(first(changed({ sequence: 7 }))).toEqual({ kind: "column_changed", sequence: 7 });
    expect(first(changed({ columns: { entityRef: "IP-003" } }))).toEqual({ kind: "column_changed", sequence: 3 });
    expect(first(changed({ columns: { actorId: "jonas" } }))).toEqual({ kind: "column_changed", sequence: 3 });
    expect(first(changed({ columns: { actorId: "mira", entityRef: "IP-002", actorKind: "user", actorName: "Mira" } }))).toBeNull();
    expect(first(changed({ columns: { actorName: "Jonas" } }))).toEqual({ kind: "column_changed", sequence: 3 });
  });

  test("an entry rewritten together with its hash no longer fits the next", () => {
    const chain = story();
    const header = chain[2]!.header.replace("IP-002", "IP-009");
    chain[2] = { ...chain[2]!, header, hash: headerHash(header) };
    expect(first(chain)).toEqual({ kind: "previous_hash_mismatch", sequence: 4 });
  });

  test("a removed, a swapped, a doubled entry and a dropped tail are named", () => {
    const [a, b, c, d, e] = story() as [StoredEntry, StoredEntry, StoredEntry, StoredEntry, StoredEntry];
    expect(first([a, b, d, e])).toEqual({ kind: "sequence_gap", sequence: 3 });
    expect(first([b, c, d, e])).toEqual({ kind: "sequence_gap", sequence: 1 });
    expect(first([a, b, d, c, e])).toEqual({ kind: "reordered", sequence: 3 });
    expect(first([a, b, b, c, d, e])).toEqual({ kind: "reordered", sequence: 2 });
    expect(first([a, b, c, d])).toEqual({ kind: "tail_dropped", sequence: 5 });
    expect(first([])).toEqual({ kind: "tail_dropped", sequence: 1 });
    expect(first([a, b, c, d, e], { sequence: 4, hash: d.hash })).toEqual({ kind: "beyond_head", sequence: 5 });
    expect(first([a, b, c, d, e], { sequence: 5, hash: d.hash })).toEqual({ kind: "head_mismatch", sequence: 5 });
  });

  test("a whole chain of another organisation does not pass for ours", () => {
    expect(verifyChain(story(), { organizationId: "kestrel" }).problems[0]!.kind).toBe("other_organization");
  });

  test("two edits give two problems, each once", () => {
    const chain = story();
    chain[1] = { ...chain[1]!, payloadText: "{}" };
    chain[3] = { ...chain[3]!, header: chain[3]!.header.replace("mira", "aisha") };
    expect(verifyChain(chain).problems.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ["payload_changed", 2],
      ["header_changed", 4],
    ]);
  });

  test("an erased payload is fine where a later entry tells of it, and only there", () => {
    const chain = chainOf([
      { action: "create" },
      { entity: ERASURE.entity, action: ERASURE.action, entityId: erasedEntryId(1), entityRef: null },
    ]);
    chain[0] = { ...chain[0]!, payloadText: null, saltHex: null, erased: true };
    expect(verifyChain(chain).ok).toBe(true);
    expect(first([chain[0]!], headOf([chain[0]!]))).toEqual({ kind: "erasure_unexplained", sequence: 1 });
  });

  test("any single changed character of a stored header, payload or hash is found at its entry or the next", () => {
    const clean = story();
    const part = fc.constantFrom("header" as const, "payloadText" as const, "hash" as const);
    fc.assert(
      fc.property(fc.nat(clean.length - 1), part, fc.nat(), fc.integer({ min: 33, max: 126 }), (at, which, position, code) => {
        const text = clean[at]![which]!;
        const index = position % text.length;
        const changed = text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
        fc.pre(changed !== text);
        const chain = clean.map((entry, i) => (i === at ? { ...entry, [which]: changed } : entry));
        const found = first(chain);
        expect(found).not.toBeNull();
        expect([at + 1, at + 2]).toContain(found!.sequence);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the live tables against the history", () => {
  const live = () => [
    {
      entity: "interested-party",
      id: "p1",
      ref: "IP-001",
      fields: { name: "Data subjects", power: 2, pestle: ["legal", "social"], owner: null },
    },
    { entity: "interested-party", id: "p2", ref: "IP-002", fields: { name: "Insurer", power: 4 } },
  ];

  test("what the application wrote agrees with what it told", () => {
    expect(reconcile(replay(story()), live())).toEqual([]);
  });

  test("an edit by SQL is named: table, record, field, expected and found", () => {
    const edited = live();
    edited[1]!.fields = { name: "Insurer", power: 1 };
    expect(reconcile(replay(story()), edited)).toEqual([
      { kind: "field", entity: "interested-party", id: "p2", ref: "IP-002", field: "power", expected: 4, found: 1 },
    ]);
  });

  test("a field set that the history never saw is named", () => {
    const edited = live();
    edited[0]!.fields.owner = "mallory" as never;
    expect(reconcile(replay(story()), edited)).toMatchObject([{ field: "owner", expected: null, found: "mallory" }]);
  });

  test("a removed record and a smuggled one are named; another table's records only when asked for", () => {
    const [p1] = live();
    const smuggled = { entity: "interested-party", id: "p9", ref: "IP-009", fields: { name: "Ghost" } };
    expect(reconcile(replay(story()), [p1!, smuggled])).toEqual([
      { kind: "record_unknown", entity: "interested-party", id: "p9", ref: "IP-009" },
      { kind: "record_missing", entity: "interested-party", id: "p2", ref: "IP-002" },
    ]);
    expect(reconcile(replay(story()), [], { entities: new Set(["requirement"]) })).toEqual([]);
  });

  test("a deleted record is not missed", () => {
    const chain = chainOf([{ action: "create" }, { action: "delete" }]);
    expect(reconcile(replay(chain), [])).toEqual([]);
  });

  test("after an erased payload only what was set since is compared", () => {
    const chain = story();
    chain[2] = { ...chain[2]!, payloadText: null, saltHex: null, erased: true };
    const edited = live();
    edited[1]!.fields = { name: "Pseudonym", power: 1 };
    expect(reconcile(replay(chain), edited)).toMatchObject([{ ref: "IP-002", field: "power", expected: 4, found: 1 }]);
  });
});

describe("what is written at once", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.constant("half \ud83d a character"),
    fc.array(fc.string()),
    fc.date({ noInvalidDate: true }),
  );

  test("says of a record that begins what the comparison with nothing says", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), anything)), (records) => {
        const created = new CreatedFields();
        for (const values of records) expect(created.of(values).text).toBe(canonicalText(diffFields(null, values)));
      }),
    );
  });

  test("is the canonical text of the entry", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), anything),
        fc.string(),
        fc.option(fc.string()),
        fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        (values, name, reason, note) => {
          const { header, payloadText } = buildEntry(
            {
              organizationId: "o",
              sequence: 7,
              previousHash: GENESIS_HASH,
              at: "2026-03-01T09:00:00.000Z",
              actor: { id: name, name, kind: "user" },
              entity: "requirement",
              entityId: "r",
              entityRef: reason,
              action: name,
              requestId: reason,
              batchId: reason,
            },
            { fields: diffFields(null, values), reason, ...(note === undefined ? {} : { note }) },
            SALT,
          );
          expect(header).toBe(canonicalText(JSON.parse(header)));
          expect(payloadText).toBe(
            canonicalText({ fields: diffFields(null, values), reason, ...(note === undefined ? {} : { note }), actorName: name }),
          );
        },
      ),
    );
  });
});
