/** Milliseconds that a task may take to reach the worker. */
export const TASK_TIME_OUT = 10_000;
