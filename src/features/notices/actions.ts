"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const startNotices = action({ permission: "communication:write", input: schema.startedNotices }, mutations.startNotices);
export const moveStart = action({ permission: "communication:write", input: schema.movedStart }, mutations.moveStart);
export const setNoticeOwner = action({ permission: "communication:write", input: schema.noticeOwner }, mutations.setNoticeOwner);
export const giveNotice = action({ permission: "communication:write", input: schema.givenNotice }, mutations.giveNotice);
export const dropNotice = action({ permission: "communication:write", input: schema.notNeededNotice }, mutations.dropNotice);
export const reopenNotice = action({ permission: "communication:write", input: schema.movedBack }, mutations.reopenNotice);
