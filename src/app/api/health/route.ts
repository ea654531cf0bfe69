import { checkHealth } from "@/server/health";
import { json, publicRoute } from "@/server/route";

/** For load balancers and operators: each part named, nothing of anybody's data. */
export const GET = publicRoute(async () => {
  const health = await checkHealth();
  const away = health.status === "unavailable";
  return json(health, away ? 503 : 200, away ? { "retry-after": "5" } : {});
});
