import NextAuth from "next-auth";
import { requireOwnOrigin } from "@/server/action";
import { authOptions } from "@/server/auth";
import { env } from "@/server/env";
import { publicRoute } from "@/server/route";

type Context = { params: Promise<{ nextauth: string[] }> };

// Anybody must be able to sign in. next-auth has its own token against forged posts; the Origin is asked for all the same, as at every other write.
const handler = publicRoute<Context>(async (request, context) => {
  if (request.method !== "GET") await requireOwnOrigin();
  // Without it the library takes the address of its links from a default; nothing of the request may decide it.
  process.env.NEXTAUTH_URL ??= env().appOrigin;
  return NextAuth(request as never, context as never, authOptions());
});

export { handler as GET, handler as POST };
