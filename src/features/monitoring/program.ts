import { z } from "zod";
import type { RawLine } from "@/domain/measurement-lines";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { enterByToken, TooMany } from "@/server/api-tokens";
import { Forbidden, NotFound, Refused, Unauthenticated } from "@/server/errors";
import { withIdempotencyKey } from "@/server/record";
import { json } from "@/server/route";
import { readUpload } from "@/server/upload";
import { storeMeasurementsOfProgram } from "./mutations";
import { criteriaForProgram, previewMeasurements } from "./queries";
import { MOST_LINES } from "./schema";

/** What a program hears: docs/api.md tells it in full. */

const MOST_BYTES = 1024 * 1024;
const KEY = /^[0-9a-zA-Z-]{8,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const body = z.strictObject({
  measurements: z
    .array(
      z.strictObject({
        criterion: z.string().min(1).max(40),
        measuredOn: z.string().min(1).max(40),
        /** As text: a number in JSON is a float. */
        value: z.string().min(1).max(60),
        note: z.string().max(1_000).default(""),
      }),
    )
    .min(1)
    .max(MOST_LINES),
});

/** POST: stores measurements, all of them or none. */
export async function postMeasurements(request: Request, slug: string): Promise<Response> {
  return answering(async () => {
    const access = await enterByToken(request, slug, "measurement:write");
    const t = translator("api");
    const key = request.headers.get("idempotency-key");
    if (key !== null && !KEY.test(key)) return refusal(422, "invalid", t("key"));
    const text = new TextDecoder().decode(await readUpload(request, MOST_BYTES));
    const parsed = body.safeParse(asJson(text));
    if (!parsed.success) {
      const problems = parsed.error.issues.slice(0, 20).map((issue) => ({ at: issue.path.join("."), message: issue.message }));
      return json({ ok: false, kind: "invalid", message: t("body"), problems }, 422);
    }
    const lines: RawLine[] = parsed.data.measurements.map(({ criterion, measuredOn, value, note }, index) => ({
      line: index + 1,
      ref: criterion,
      day: measuredOn,
      value,
      note,
    }));
    const store = () => storeAll(access, lines);
    // A key belongs to its token: another program may have chosen the same.
    return key === null ? store() : withIdempotencyKey(`${access.actor.id}-${key}`, lines, store);
  });
}

async function storeAll(access: Access, lines: readonly RawLine[]): Promise<Response> {
  const judged = await previewMeasurements(access, lines, { strict: true });
  const bad = judged.filter(({ state }) => state === "bad");
  if (bad.length > 0) {
    const told = bad.map(({ line, ref, problems }) => ({ line, criterion: ref, problems }));
    return json(
      { ok: false, kind: "refused", message: translator("refusals")("measurements-bad_lines", { count: bad.length }), lines: told },
      422,
    );
  }
  const { stored, stood, actionRefs } = await storeMeasurementsOfProgram(access, { lines: [...lines], only: "all" });
  return json({ ok: true, stored, stood, actions: actionRefs });
}

/** GET: the criteria in use with their values; ?criterion=KPI-001&from=2026-01-01&to=2026-12-31 */
export async function getMeasurements(request: Request, slug: string): Promise<Response> {
  return answering(async () => {
    const access = await enterByToken(request, slug, "criterion:read");
    const asked = new URL(request.url).searchParams;
    const [ref, from, to] = [asked.get("criterion"), asked.get("from"), asked.get("to")];
    if ((from && !DAY.test(from)) || (to && !DAY.test(to))) return refusal(422, "invalid", translator("api")("days"));
    const criteria = await criteriaForProgram(access, { ref, from, to });
    if (ref !== null && criteria.length === 0) throw new NotFound();
    return json({ ok: true, criteria });
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, kind: string, message: string, headers: Record<string, string> = {}): Response {
  return json({ ok: false, kind, message }, status, headers);
}

/** What goes wrong in the words of a program's operator; anything else is answered by the door. */
async function answering(work: () => Promise<Response>): Promise<Response> {
  const t = translator("api");
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unauthenticated)
      return refusal(401, "unauthenticated", t("token"), { "www-authenticate": 'Bearer realm="goldthread"' });
    if (error instanceof Forbidden) return refusal(403, "forbidden", t("scope", { scope: error.permission }));
    if (error instanceof NotFound) return refusal(404, "not_found", t("notFound"));
    if (error instanceof TooMany)
      return refusal(429, "too_many", t("tooMany", { seconds: error.seconds }), { "retry-after": String(error.seconds) });
    if (error instanceof Refused && error.code === "key-reused") return refusal(422, "refused", t("keyReused"));
    throw error;
  }
}
