"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createCriterion = action({ permission: "criterion:write", input: schema.newCriterion }, mutations.createCriterion);
export const updateCriterion = action({ permission: "criterion:write", input: schema.criterionChange }, mutations.updateCriterion);
export const retireCriterion = action({ permission: "criterion:write", input: schema.criterionDeed }, mutations.retireCriterion);
export const bringBackCriterion = action({ permission: "criterion:write", input: schema.criterionReturn }, mutations.bringBackCriterion);
export const addMeasurement = action({ permission: "measurement:write", input: schema.newMeasurement }, mutations.addMeasurement);
export const correctMeasurement = action(
  { permission: "measurement:write", input: schema.measurementChange },
  mutations.correctMeasurement,
);
export const storeMeasurements = action({ permission: "measurement:write", input: schema.manyLines }, mutations.storeMeasurements);
