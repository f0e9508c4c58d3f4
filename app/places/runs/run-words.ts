/** What people read of forecast runs. */

export const workWords = {
  broken: '这次没有算成，什么都没有改。请再算一次；还不行，请把这一页发给我们看看。',
  gone: '算到一半停了，什么都没有改。请再算一次。',
}
