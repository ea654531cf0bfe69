import { calendarText } from "@/domain/calendar";
import { calendarDates } from "@/features/calendar/queries";
import { translator } from "@/lib/translate";
import { openFeed } from "@/server/calendar-feeds";
import { now } from "@/server/clock";
import { publicRoute } from "@/server/route";

const HEADERS = {
  "cache-control": "private, no-store",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** For calendar programs, which cannot sign in: the address is the key. Ended, invented and of somebody who left: one and the same 404. */
export const GET = publicRoute(async (_request: Request, { params }: { params: Promise<{ token: string }> }) => {
  const feed = await openFeed((await params).token.replace(/\.ics$/, ""));
  if (!feed) return new Response("Not found\n", { status: 404, headers: { ...HEADERS, "content-type": "text/plain; charset=utf-8" } });
  const text = calendarText(translator("calendar")("name"), await calendarDates(feed.access, feed.scope), now().toISOString());
  return new Response(text, { headers: { ...HEADERS, "content-type": "text/calendar; charset=utf-8" } });
});
