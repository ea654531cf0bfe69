import { receiptFile } from "@/features/versions/queries";
import { route } from "@/server/route";

/** The signed receipt of an approval, as it was given: JSON that anybody can hold against the public key. */
export const GET = route<{ organization: string; number: string }>({ permission: "version:read" }, async (access, _request, { number }) => {
  const { fileName, text } = await receiptFile(access, number);
  return new Response(text, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
    },
  });
});
