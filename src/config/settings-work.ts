// The settings of what works by itself: digests, watches, the trail watch, approvals, and where audit events go.

export const workSettings = {} as const;
