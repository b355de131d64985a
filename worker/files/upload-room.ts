import type { ConversationId } from "../../protocol/model.ts";
import type { Side } from "./upload-types.ts";

/**
 * Bytes of unfinished uploads in this isolate, which has 128 MB: the largest file fits, and both sides full and lying there twice are 80 MiB.
 * Each side has its own, so that visitors never refuse the agents.
 */
export const HELD_MAX = 20 * 1024 * 1024;
/** Of one conversation and side, in this isolate: a widget sends one file after the other; a second tab, or what was just called off. */
const RUNNING_MAX = 2;

const held = { visitor: 0, agent: 0 };
const running = new Map<string, number>();

/** One running upload's place. `take`: false when its side's room is full. Ends with `leave`, whatever comes, which gives all back. */
export type Place = { take: (bytes: number) => boolean; leave: () => void };

/** Null: as many of this conversation's as may are running. */
export function enter(side: Side, id: ConversationId): Place | null {
  const key = `${side} ${id}`;
  const others = running.get(key) ?? 0;
  if (others >= RUNNING_MAX) return null;
  running.set(key, others + 1);
  let mine = 0;
  return {
    take: (bytes) => {
      mine += bytes;
      held[side] += bytes;
      return held[side] <= HELD_MAX;
    },
    leave: () => {
      held[side] -= mine;
      const left = (running.get(key) ?? 1) - 1;
      if (left > 0) running.set(key, left);
      else running.delete(key);
    },
  };
}
