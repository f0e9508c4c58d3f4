export { countUnread } from './read-notices.server'
export { type NoticeToWrite, writeNotices } from './write-notices.server'
