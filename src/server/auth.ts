import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "./env";
import { log } from "./log";
import { currentRequest } from "./request";
import { ABSOLUTE_HOURS, endSession, newToken } from "./sessions";
import { signIn } from "./sign-in";

const MAX_AGE = ABSOLUTE_HOURS * 3_600;

const prefix = () => (env().secure ? "__Host-" : "");
const sessionCookie = () => `${prefix()}goldthread.session`;
export const deviceCookie = () => `${prefix()}goldthread.device`;

/** next-auth keeps the cookie; what it holds is one opaque random value, everything else is read from the session row at each request. */
export function authOptions(): NextAuthOptions {
  const cookie = (name: string, maxAge?: number) => ({
    name,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: env().secure, ...(maxAge ? { maxAge } : {}) },
  });
  return {
    secret: env().authSecret,
    session: { strategy: "jwt", maxAge: MAX_AGE },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: {
      sessionToken: cookie(sessionCookie()),
      csrfToken: cookie(`${prefix()}goldthread.csrf`),
      callbackUrl: cookie(`${prefix()}goldthread.callback`),
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          const { cookie: read, address, userAgent } = await currentRequest();
          const result = await signIn({
            email: credentials?.email ?? "",
            password: credentials?.password ?? "",
            address,
            userAgent,
            device: read(deviceCookie()) ?? null,
          }).catch((error: unknown) => {
            log("error", "a sign-in failed", error);
            // What is thrown here reaches the address bar: one fixed word, never the database's own.
            throw new Error("unavailable");
          });
          if (result.kind === "wait") throw new Error(`wait:${result.minutes}`);
          if (result.kind === "wrong") return null;
          return { id: result.sessionToken };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      // What the browser may ask for: nothing about the person.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => (url.startsWith("/") && !url.startsWith("//") ? `${env().appOrigin}${url}` : env().appOrigin),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await endSession(token.sid);
      },
    },
  };
}

/** The random value in the session cookie of the current request, or null. A cookie that does not decode counts as none. */
export async function sessionToken(): Promise<string | null> {
  const raw = (await currentRequest()).cookie(sessionCookie());
  return raw ? readCookie(raw) : null;
}

async function readCookie(raw: string): Promise<string | null> {
  try {
    const token = await decode({ token: raw, secret: env().authSecret });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}

/** A value for the known-device cookie and the options to set it with. */
export function newDeviceCookie(): {
  value: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean; maxAge: number };
} {
  return { value: newToken(), options: { httpOnly: true, sameSite: "lax", path: "/", secure: env().secure, maxAge: 365 * 86_400 } };
}
