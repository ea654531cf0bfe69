import { describe, expect, it } from "vitest";
import { defaultViewFor, mayChangeView, maySeeView, sameViewName } from "./saved-view";

const carlas = { id: "v1", userId: "carla", shared: false, defaultForRole: null };

describe("a saved view", () => {
  it("is one's own until it is shared", () => {
    expect(maySeeView(carlas, "carla")).toBe(true);
    expect(maySeeView(carlas, "mira")).toBe(false);
    expect(maySeeView({ ...carlas, shared: true }, "vera")).toBe(true);
  });

  it("is changed by whoever saved it, and where it is shared by whoever runs the house", () => {
    expect(mayChangeView(carlas, { userId: "carla", manages: false })).toBe(true);
    expect(mayChangeView(carlas, { userId: "mira", manages: true })).toBe(false);
    expect(mayChangeView({ ...carlas, shared: true }, { userId: "mira", manages: true })).toBe(true);
    expect(mayChangeView({ ...carlas, shared: true }, { userId: "jonas", manages: false })).toBe(false);
  });

  it("opens a list for a role only while it is shared", () => {
    const forContributors = { ...carlas, shared: true, defaultForRole: "contributor" };
    expect(defaultViewFor([carlas, forContributors], "contributor")).toBe(forContributors);
    expect(defaultViewFor([carlas, forContributors], "viewer")).toBeNull();
    expect(defaultViewFor([{ ...forContributors, shared: false }], "contributor")).toBeNull();
  });

  it("has a name of its own", () => {
    expect(sameViewName("My  open points", " my open points")).toBe(true);
    expect(sameViewName("Open", "Opened")).toBe(false);
  });
});
