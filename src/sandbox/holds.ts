/** Waits of delayed calls and answers, so that stopping or resetting the sandbox ends all of them at once. */
export class Holds {
  #open = new Map<NodeJS.Timeout, (elapsed: boolean) => void>();

  /** Resolves to true after the wait, or to false as soon as `cancelAll` is called. */
  wait(delayMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#open.delete(timer);
        resolve(true);
      }, delayMs);
      this.#open.set(timer, resolve);
    });
  }

  /** Ends every wait: their calls are not applied, their answers not sent. */
  cancelAll(): void {
    for (const [timer, resolve] of this.#open) {
      clearTimeout(timer);
      resolve(false);
    }
    this.#open.clear();
  }
}
