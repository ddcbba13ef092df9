/* A disk that tells what it was asked to keep, and refuses what a test wants refused.
 *
 * Loaded before the C library (LD_PRELOAD), so that the real SQLCipher writes through it. Each
 * call on a file below DISK_FOLDER is written to DISK_LOG as one record:
 *
 *     kind (1 byte)  length of path (4)  offset (8)  length of data (8)  path  data
 *
 * kinds: W a write, T a truncation to `offset`, S a sync, C a file that is new, U one removed,
 * R one renamed (data: its new path), ! what the test says. What fails is told too, as F.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2, CUTS = 4, CREATES = 8, READS = 16, OPENS = 32 };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int log_fd = -1;
static char only[256];
static int kinds, refusal, lasting;
static long refused_at, asked;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    folder = getenv("DISK_FOLDER");
    const char *path = getenv("DISK_LOG");
    if (path != NULL)
        log_fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_watched(const char *path) {
    return folder != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && is_watched(path);
}

static void tell(char kind, const char *path, uint64_t offset, const void *data, uint64_t size) {
    if (log_fd < 0)
        return;
    uint32_t length = strlen(path);
    struct iovec parts[] = {{&kind, 1}, {&length, 4}, {&offset, 8}, {&size, 8},
                            {(void *)path, length}, {(void *)data, size}};
    pthread_mutex_lock(&one_at_a_time);
    ssize_t told = syscall(SYS_writev, log_fd, parts, 6);
    pthread_mutex_unlock(&one_at_a_time);
    if (told != (ssize_t)(21 + length + size))
        abort();
}

/* Refuse calls of `which` kinds on paths that end with `ending` from the `at`th on, or it alone. */
void disk_refuse(int which, const char *ending, int why, long at, int from_then_on) {
    snprintf(only, sizeof only, "%s", ending);
    kinds = which, refusal = why, refused_at = at, lasting = from_then_on, asked = 0;
}

long disk_asked(void) { return asked; }

void disk_say(const char *words) { tell('!', "", 0, words, strlen(words)); }

static int is_refused(int kind, const char *path) {
    size_t length = strlen(path), ending = strlen(only);
    if (!(kinds & kind) || length < ending || strcmp(path + length - ending, only) != 0)
        return 0;
    long number = ++asked;
    if (number != refused_at && !(lasting && refused_at > 0 && number > refused_at))
        return 0;
    tell('F', path, 0, "", 0);
    errno = refusal;
    return 1;
}

static ssize_t written(int fd, const void *data, ssize_t done, off_t offset) {
    char path[4096];
    if (done > 0 && path_of(fd, path))
        tell('W', path, offset, data, done);
    return done;
}

#define REFUSE(kind, fd)                                            \
    do {                                                            \
        char refused_path[4096];                                    \
        if ((kinds & (kind)) && path_of(fd, refused_path) && is_refused(kind, refused_path)) \
            return -1;                                              \
    } while (0)

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    REFUSE(WRITES, fd);
    return written(fd, data, REAL(pwrite64)(fd, data, size, offset), offset);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}
ssize_t write(int fd, const void *data, size_t size) {
    REFUSE(WRITES, fd);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    return written(fd, data, REAL(write)(fd, data, size), offset < 0 ? 0 : offset);
}
ssize_t pread64(int fd, void *data, size_t size, off64_t offset) {
    REFUSE(READS, fd);
    return REAL(pread64)(fd, data, size, offset);
}
ssize_t pread(int fd, void *data, size_t size, off_t offset) {
    return pread64(fd, data, size, offset);
}
ssize_t read(int fd, void *data, size_t size) {
    REFUSE(READS, fd);
    return REAL(read)(fd, data, size);
}
int ftruncate64(int fd, off64_t size) {
    char path[4096];
    REFUSE(CUTS, fd);
    int done = REAL(ftruncate64)(fd, size);
    if (done == 0 && path_of(fd, path))
        tell('T', path, size, "", 0);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int done) {
    char path[4096];
    if (done == 0 && path_of(fd, path))
        tell('S', path, 0, "", 0);
    return done;
}
int fsync(int fd) {
    REFUSE(SYNCS, fd);
    return synced(fd, REAL(fsync)(fd));
}
int fdatasync(int fd) {
    REFUSE(SYNCS, fd);
    return synced(fd, REAL(fdatasync)(fd));
}
int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (done == 0 && is_watched(path))
        tell('U', path, 0, "", 0);
    return done;
}
int rename(const char *from, const char *to) {
    int done = REAL(rename)(from, to);
    if (done == 0 && is_watched(from))
        tell('R', from, 0, to, strlen(to));
    return done;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    struct stat there;
    int is_new = (flags & O_CREAT) && is_watched(path) && stat(path, &there) != 0;
    if (is_watched(path) && is_refused(is_new ? CREATES : OPENS, path))
        return -1;
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && is_new)
        tell('C', path, 0, "", 0);
    return fd;
}
#define OPEN(name, before, at, more)                                \
    int name(before const char *path, int flags, ...) {             \
        va_list rest;                                               \
        va_start(rest, flags);                                      \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                               \
        return opened(at, path, flags | (more), mode);              \
    }
#define AT int directory,
OPEN(open, , AT_FDCWD, 0)
OPEN(open64, , AT_FDCWD, O_LARGEFILE)
OPEN(openat, AT, directory, 0)
OPEN(openat64, AT, directory, O_LARGEFILE)
