"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { preferenceInput, readInput, snoozeInput, wakeInput } from "./schema";

// One's own reminders: whoever reads the organisation has them.
export const savePreference = action({ permission: "organization:read", input: preferenceInput }, mutations.savePreference);
export const snoozeItem = action({ permission: "organization:read", input: snoozeInput }, mutations.snoozeItem);
export const wakeItem = action({ permission: "organization:read", input: wakeInput }, mutations.wakeItem);
export const readDigest = action({ permission: "organization:read", input: readInput }, mutations.readDigest);
