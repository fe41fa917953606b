/** Who asks. Callers are not told apart yet: everybody on this machine is the same one. */

/** The caller of every request on the loopback. */
export const LOCAL_CALLER = 'local';
