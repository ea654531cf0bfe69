import { getMeasurements, postMeasurements } from "@/features/monitoring/program";
import { publicRoute } from "@/server/route";

/** For programs with a token: the door is inside (server/api-tokens.ts); a cookie opens nothing here. See docs/api.md. */
interface Context {
  params: Promise<{ organization: string }>;
}

export const GET = publicRoute<Context>(async (request, { params }) => getMeasurements(request, (await params).organization));
export const POST = publicRoute<Context>(async (request, { params }) => postMeasurements(request, (await params).organization));
