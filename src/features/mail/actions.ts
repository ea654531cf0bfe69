"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { mailInput, testMailInput } from "./schema";

export const sendAgain = action({ permission: "mail:run", input: mailInput }, mutations.sendAgain);
export const withdrawMail = action({ permission: "mail:run", input: mailInput }, mutations.withdrawMail);
export const sendTestMail = action({ permission: "mail:run", input: testMailInput }, (access) => mutations.sendTestMail(access));
