import { describe, expect, it } from "vitest";
import { above, compare, figure } from "./figures.ts";

describe("figures of the widget's bench", () => {
  it("gives median and range, and leaves out what was not seen", () => {
    expect(figure([3, Number.NaN, 1, 10])).toEqual({ median: 3, low: 1, high: 10, n: 3 });
    expect(figure([1, 2])).toEqual({ median: 1.5, low: 1, high: 2, n: 2 });
    expect(figure([]).median).toBeNaN();
  });

  it("takes the page away from all three", () => {
    expect(above(figure([5, 6, 7]), figure([2, 2, 9]))).toEqual({ median: 4, low: 3, high: 5, n: 3 });
  });

  it("claims a difference only where the ranges do not meet", () => {
    expect(compare(figure([1, 2]), figure([3, 4]))).toBe("less");
    expect(compare(figure([5, 6]), figure([3, 4]))).toBe("more");
    expect(compare(figure([1, 3]), figure([3, 4]))).toBe("same");
    expect(compare(figure([]), figure([3]))).toBe("same");
  });
});
