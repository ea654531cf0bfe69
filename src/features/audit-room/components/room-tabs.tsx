import { Tabs } from "@/components/ui/tabs";
import { translator } from "@/lib/translate";

const ROOMS = ["start", "points", "threads", "samples", "requests", "notes"] as const;
export type RoomTab = (typeof ROOMS)[number];

/** The parts of the auditor's room. `notes` only for those who may keep some. */
export function RoomTabs({ home, current, notes }: { home: string; current: RoomTab; notes: boolean }) {
  const t = translator("auditRoom.nav");
  return (
    <Tabs
      label={t("label")}
      items={ROOMS.filter((room) => room !== "notes" || notes).map((room) => ({
        href: `${home}/audit-room${room === "start" ? "" : `/${room}`}`,
        label: t(room),
        current: room === current,
      }))}
    />
  );
}
