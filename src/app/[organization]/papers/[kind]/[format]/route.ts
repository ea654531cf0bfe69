import { paperAnswer } from "@/features/papers/frame";
import { route } from "@/server/route";

/** A document as a file, or the way to where it is being made. */
export const GET = route<{ kind: string; format: string }>({ permission: "paper:export" }, (access, request, { kind, format }) =>
  paperAnswer(access, kind, format, new URL(request.url).searchParams),
);
