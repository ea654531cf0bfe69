import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkFiles, createEvidence, openFile } from "@/features/evidence/mutations";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload } from "@/features/evidence/uploads";
import { verifyHistory } from "@/features/history/queries";
import { Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { inTenant } from "@/server/tenant";
import { openWorld } from "./support/world";

const world = openWorld();
const FILES = Number(process.env.SOAK_FILES ?? 30);
const GONE = 5;
const facts = { title: "Restore test", type: "test_result", dated: "2026-03-12", origin: "Operations" };

describe.skipIf(world.skip)("stored files are held against their hash (R22)", () => {
  it(`one byte changed in each of ${FILES}, ${GONE} more gone: each download is refused and noted, and each file is named when asked`, async () => {
    const mira = await world.as("mira");
    const stored: { ref: string; hash: string }[] = [];
    for (let number = 0; number < FILES + GONE + 1; number += 1) {
      const length = 300 + number * 977;
      const content = Buffer.concat([Buffer.from(`%PDF-1.7\n% ${number}\n`), Buffer.alloc(length, number % 251), Buffer.from("\n%%EOF\n")]);
      const { id } = await startUpload(mira, { name: `${number}.pdf`, size: content.length });
      await receivePiece(mira, id, 0, new Response(new Uint8Array(content)).body);
      const { id: evidenceId, ref } = await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }));
      const row = await inTenant(mira, (tx) => tx.evidence.findFirstOrThrow({ where: { id: evidenceId } }));
      stored.push({ ref, hash: row.contentHash! });
    }
    const fileOf = (hash: string) => path.join(process.env.DATA_DIR!, "evidence", world.nordwind.id, hash.slice(0, 2), hash);
    const [changed, gone, whole] = [stored.slice(0, FILES), stored.slice(FILES, FILES + GONE), stored.at(-1)!];
    for (const [number, { hash }] of changed.entries()) {
      const bytes = readFileSync(fileOf(hash));
      const at = number === 0 ? 0 : number === 1 ? bytes.length - 1 : (number * 7_919) % bytes.length;
      bytes[at] = bytes[at]! ^ (1 << (number % 8));
      writeFileSync(fileOf(hash), bytes);
    }
    for (const { hash } of gone) rmSync(fileOf(hash));

    const downloads = await import("@/app/[organization]/evidence/[ref]/download/route");
    const request = await world.request("mira");
    const download = (ref: string): Promise<Response> =>
      withRequest(request, () =>
        downloads.GET(new Request("http://127.0.0.1:3999/x"), { params: Promise.resolve({ organization: "nordwind", ref }) } as never),
      );
    for (const { ref } of changed) {
      const error = await openFile(mira, ref).catch((thrown: unknown) => thrown);
      expect(error, ref).toBeInstanceOf(Refused);
      expect((error as Refused).code, ref).toBe("evidence-file_changed");
    }
    for (const { ref } of [changed[0]!, ...gone]) {
      const answer = await download(ref);
      expect(answer.status, ref).toBe(422);
      expect(await answer.text(), ref).toMatch(ref === changed[0]!.ref ? /chang/i : /gone|not there|no longer|missing/i);
    }
    expect((await download(whole.ref)).status).toBe(200);

    const noted = await world.sql<{ ref: string }>(
      "SELECT DISTINCT entity_ref AS ref FROM history_entry WHERE organization_id = $1 AND action = 'download-refused'",
      [world.nordwind.id],
    );
    expect(noted.map(({ ref }) => ref).sort()).toEqual([...changed, ...gone].map(({ ref }) => ref).sort());
    const told = await checkFiles(mira);
    expect(told.changed.map(({ ref, contentHash }) => [ref, contentHash])).toEqual(changed.map(({ ref, hash }) => [ref, hash]));
    expect(told.missing.map(({ ref }) => ref)).toEqual(gone.map(({ ref }) => ref));
    expect(told.checked).toBe(FILES + GONE + 1);
    expect((await verifyHistory(mira)).ok).toBe(true);
  }, 120_000);
});
