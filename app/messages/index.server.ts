export { type NoticeToWrite, writeNotices } from './write-notices.server'
