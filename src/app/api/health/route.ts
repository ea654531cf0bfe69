import { checkHealth } from "@/server/health";
import { json, publicRoute } from "@/server/route";

/** For load balancers and operators: each part named, nothing of anybody's data. */
export const GET = publicRoute(async () => {
  const health = await checkHealth();
  return json(health, health.status === "ok" ? 200 : 503, health.status === "ok" ? {} : { "retry-after": "5" });
});
