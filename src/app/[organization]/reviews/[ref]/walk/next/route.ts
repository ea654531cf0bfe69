import { getReview, nextItems, walkItem } from "@/features/reviews/queries";
import { NotFound } from "@/server/errors";
import { json, route } from "@/server/route";

const REF = /^RV-\d{1,9}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The next records of a review without a verdict (?after=12, a position), or one of its records as it stands now (?id=…). */
export const GET = route<{ ref: string }>({ permission: "review:read" }, async (access, request, { ref }) => {
  const url = new URL(request.url);
  const review = REF.test(ref) ? await getReview(access, ref) : null;
  if (!review) throw new NotFound();
  const id = url.searchParams.get("id");
  if (id !== null) {
    const item = ID.test(id) ? await walkItem(access, review.id, id) : null;
    if (!item) throw new NotFound();
    return json(item);
  }
  const after = Number(url.searchParams.get("after") ?? "-1");
  return json(await nextItems(access, review.id, Number.isInteger(after) && after >= -1 && after < 2 ** 31 ? after : -1));
});
