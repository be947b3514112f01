/** What is to happen, the earliest first; what is planned for one instant happens in the order it was planned. */
export class Schedule<Task> {
  #heap: { at: number; turn: number; task: Task }[] = [];
  #turn = 0;

  get size(): number {
    return this.#heap.length;
  }

  get nextAt(): number | null {
    return this.#heap[0]?.at ?? null;
  }

  plan(at: number, task: Task): void {
    const heap = this.#heap;
    heap.push({ at, turn: this.#turn++, task });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!before(heap[child]!, heap[parent]!)) break;
      [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
      child = parent;
    }
  }

  /** Everything until an instant, in order. */
  until(at: number): { at: number; task: Task }[] {
    const due: { at: number; task: Task }[] = [];
    while (this.#heap.length && this.#heap[0]!.at <= at) due.push(this.#take());
    return due;
  }

  #take() {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length) {
      heap[0] = last;
      for (let parent = 0; ; ) {
        let least = parent;
        for (const child of [2 * parent + 1, 2 * parent + 2])
          if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
        if (least === parent) break;
        [heap[parent], heap[least]] = [heap[least]!, heap[parent]!];
        parent = least;
      }
    }
    return first;
  }
}

const before = (a: { at: number; turn: number }, b: { at: number; turn: number }) =>
  a.at < b.at || (a.at === b.at && a.turn < b.turn);
