/** How large a paper may be, told before it is sent and held to when it comes. Client-safe. */
export const MOST_PAPER_MB = 10
