import { StatusMark } from "@/components/ui/status-mark";
import type { GuestState } from "@/domain/guest-access";
import { translator } from "@/lib/translate";

const SHAPES = { open: "decided", expired: "neutral", revoked: "retired" } as const;

export function GuestStateMark({ state }: { state: GuestState }) {
  return <StatusMark shape={SHAPES[state]}>{translator("guests.state")(state)}</StatusMark>;
}
