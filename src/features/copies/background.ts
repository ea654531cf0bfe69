import { createHash } from "node:crypto";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { Refused } from "@/server/errors";
import { dropKept, keepCopy } from "@/server/kept-copies";
import { log } from "@/server/log";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { enter, type Leaving, noteCopy, type Prepared } from "./entering";
import { LONGEST_MAKING } from "./stale";

const DAYS_KEPT = 7;
const MOST_BYTES = 200 * 1024 * 1024;
const STEPS = { begun: 5, made: 85, kept: 95 } as const;
const BEAT = 3_000;

/**
 * Enters a copy as being made. Throws Refused("copy-one_at_a_time") while another one of this organisation is: the counter's row, which both must
 * change, makes the second wait for the first.
 */
export async function beginCopy(access: Access, leaving: Leaving, prepared: Prepared): Promise<{ id: string; number: number }> {
  return change(access, async (record) => {
    const entered = await enter(record, access, { ...prepared, leaving });
    const organizationId = access.organization.id;
    const stale = new Date(now().getTime() - LONGEST_MAKING);
    await record.tx.issuedCopy.updateMany({
      where: { organizationId, status: "making", madeAt: { lt: stale } },
      data: { status: "failed", failure: translator("copies")("broken") },
    });
    const busy = await record.tx.issuedCopy.findFirst({ where: { organizationId, status: "making" }, select: { number: true } });
    if (busy) throw new Refused("copy-one_at_a_time", { number: busy.number });
    await record.tx.issuedCopy.create({ data: { ...entered, status: "making", progress: STEPS.begun } });
    return { id: entered.id, number: entered.number };
  });
}

/** Makes the file of a copy that was begun, and says how it ended. Never throws: nobody waits for it. */
export async function finishCopy(
  access: Access,
  copy: { id: string; number: number },
  leaving: Leaving,
  prepared: Prepared,
): Promise<void> {
  const organizationId = access.organization.id;
  const beat = setInterval(() => void onward(access, copy.id).catch(() => {}), BEAT);
  try {
    const made = await leaving.make(prepared.mark);
    const bytes = typeof made === "string" ? new TextEncoder().encode(made) : made;
    if (bytes.byteLength > MOST_BYTES) throw new Refused("paper-too_big");
    clearInterval(beat);
    await progress(access, copy.id, STEPS.made);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await keepCopy(organizationId, copy.id, bytes);
    await progress(access, copy.id, STEPS.kept);
    await change(access, async (record) => {
      const { count } = await record.tx.issuedCopy.updateMany({
        where: { organizationId, id: copy.id, status: "making" },
        data: {
          status: "ready",
          progress: 100,
          sha256,
          bytes: bytes.byteLength,
          storedUntil: new Date(now().getTime() + DAYS_KEPT * 86_400_000),
        },
      });
      // Somebody gave it up meanwhile.
      if (count === 0) throw new Refused("paper-too_slow", { seconds: LONGEST_MAKING / 1_000 });
      noteCopy(record, access, leaving, { number: copy.number, sha256 });
    });
  } catch (error) {
    if (!(error instanceof Refused)) log("error", "a copy could not be made in the background", error);
    const failure = error instanceof Refused ? translator("refusals")(error.code, error.params) : translator("copies")("broken");
    await failed(access, copy.id, failure).catch((worse) => log("error", "a copy that failed could not be marked", worse));
  } finally {
    clearInterval(beat);
  }
  await sweep(access).catch((error) => log("error", "old copies could not be cleared away", error));
}

async function failed(access: Access, id: string, failure: string): Promise<void> {
  const organizationId = access.organization.id;
  await dropKept(organizationId, id);
  await change(access, (record) =>
    record.tx.issuedCopy.updateMany({ where: { organizationId, id, status: "making" }, data: { status: "failed", failure } }),
  );
}

async function progress(access: Access, id: string, value: number): Promise<void> {
  const organizationId = access.organization.id;
  await inTenant(access, (tx) => tx.issuedCopy.updateMany({ where: { organizationId, id, status: "making" }, data: { progress: value } }), {
    live: true,
  });
}

/** The typesetter does not say how far it is: a tenth of what is left with every beat, so that it never looks done before it is. */
async function onward(access: Access, id: string): Promise<void> {
  await inTenant(
    access,
    (tx) => tx.$executeRaw`
      UPDATE issued_copy SET progress = progress + (${STEPS.made}::int - progress) / 10
       WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid AND status = 'making' AND progress < ${STEPS.made}::int - 10`,
    { live: true },
  );
}

/** Files nobody fetched in their seven days are gone; what the register says of them stays. */
async function sweep(access: Access): Promise<void> {
  const organizationId = access.organization.id;
  const old = await inTenant(
    access,
    (tx) =>
      tx.issuedCopy.findMany({
        where: { organizationId, storedUntil: { lt: now() } },
        select: { id: true },
        orderBy: { number: "asc" },
        take: 100,
      }),
    { live: true },
  );
  for (const { id } of old) {
    await dropKept(organizationId, id);
    await inTenant(access, (tx) => tx.issuedCopy.updateMany({ where: { organizationId, id }, data: { storedUntil: null } }), {
      live: true,
    });
  }
}
