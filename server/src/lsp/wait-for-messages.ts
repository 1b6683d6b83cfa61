/** Long enough for the messages that have arrived to be read, a cancellation among them. */
export function waitForMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
