/** A street as people say it: 泺口, not 泺口街道; 天桥东街 keeps its own 街. Client-safe. */
export const streetWord = (name: string): string => name.replace(/(?:街道|镇)(?=（|$)/u, '')
