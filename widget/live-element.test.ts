// @vitest-environment happy-dom
import { html } from "lit/html.js";
import { beforeEach, expect, test, vi } from "vitest";
import { LiveElement } from "./live-element.ts";

class Probe extends LiveElement {
  text = "a";
  drawn = 0;
  protected override render(): unknown {
    this.drawn++;
    return html`<p>${this.text}</p>`;
  }
  protected override updated(): void {}
}
customElements.define("live-probe", Probe);

let probe: Probe;
beforeEach(async () => {
  probe = document.createElement("live-probe") as Probe;
  document.body.append(probe);
  await probe.updateComplete;
  probe.drawn = 0;
});
const shown = () => probe.renderRoot.textContent;

test("draws once a task, however often it is asked", async () => {
  probe.text = "b";
  probe.requestUpdate();
  probe.requestUpdate();
  expect(shown()).toBe("a");
  await probe.updateComplete;
  expect([shown(), probe.drawn]).toEqual(["b", 1]);
});

test("what was drawn at once is not drawn again", async () => {
  probe.requestUpdate();
  probe.performUpdate();
  await probe.updateComplete;
  expect(probe.drawn).toBe(1);
});

test("a controller takes part: what it asks for before a drawing is part of it, after it comes another", async () => {
  let asked = false;
  const controller = {
    hostConnected: vi.fn(),
    hostDisconnected: vi.fn(),
    hostUpdate: () => probe.requestUpdate(),
    hostUpdated: () => {
      if (!asked) probe.requestUpdate();
      asked = true;
    },
  };
  probe.addController(controller);
  expect(controller.hostConnected).toHaveBeenCalledOnce();
  probe.performUpdate();
  await probe.updateComplete;
  await Promise.resolve();
  expect(probe.drawn).toBe(2);
  probe.remove();
  expect(controller.hostDisconnected).toHaveBeenCalledOnce();
  probe.removeController(controller);
});
