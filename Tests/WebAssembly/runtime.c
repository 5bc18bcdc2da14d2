// What Embedded Swift expects of a C library, as little of it as there can be.

typedef unsigned char byte;
typedef unsigned long size;
typedef unsigned long long word;
typedef __int128 wide;
typedef unsigned __int128 unsigned_wide;

// MARK: Memory
//
// Blocks of powers of two, each behind its size class; what is freed is used again.

extern byte __heap_base;
static size top;
static void *freed[32];

static int class_of(size count) {
    int class = 4;
    while (((size)1 << class) < count) class++;
    return class;
}

static void *block(size count) {
    int class = class_of(count + 16);
    if (class >= 31) return 0;
    byte *found = freed[class];
    if (found) {
        freed[class] = *(void **)(found + 16);
    } else {
        if (!top) top = ((size)&__heap_base + 15) / 16 * 16;
        size end = top + ((size)1 << class);
        size have = __builtin_wasm_memory_size(0) << 16;
        if (end > have && __builtin_wasm_memory_grow(0, (end - have + 65535) >> 16) == (size)-1) {
            return 0;
        }
        found = (byte *)top;
        top = end;
    }
    *(int *)found = class;
    return found + 16;
}

void *malloc(size count) { return block(count < 16 ? 16 : count); }

void free(void *memory) {
    if (!memory) return;
    byte *start = (byte *)memory - 16;
    int class = *(int *)start;
    *(void **)memory = freed[class];
    freed[class] = start;
}

int posix_memalign(void **result, size alignment, size count) {
    // Nothing in the engine is aligned to more.
    if (alignment > 16) __builtin_trap();
    *result = malloc(count);
    return *result ? 0 : 12;
}

int memcmp(const void *left, const void *right, size count) {
    const byte *a = left, *b = right;
    for (; count; count--, a++, b++) {
        if (*a != *b) return *a - *b;
    }
    return 0;
}

void *memset(void *to, int value, size count) {
    byte *a = to;
    while (count--) *a++ = (byte)value;
    return to;
}

void *memcpy(void *to, const void *from, size count) {
    byte *a = to;
    const byte *b = from;
    while (count--) *a++ = *b++;
    return to;
}

void *memmove(void *to, const void *from, size count) {
    byte *a = to;
    const byte *b = from;
    if (a < b) return memcpy(to, from, count);
    while (count--) a[count] = b[count];
    return to;
}

// MARK: The rest

// Swift asks for a seed of its hashes; the same one each time makes runs repeatable.
void arc4random_buf(void *memory, size count) {
    for (size index = 0; index < count; index++) ((byte *)memory)[index] = (byte)(index * 37 + 1);
}

word __stack_chk_guard = 0x595e9fbd94fda766;
void __stack_chk_fail(void) { __builtin_trap(); }

// 128-bit products, in halves of 64 bits.
wide __multi3(wide a, wide b) {
    word a0 = (word)a & 0xffffffff, a1 = (word)a >> 32;
    word b0 = (word)b & 0xffffffff, b1 = (word)b >> 32;
    word low = a0 * b0, left = a0 * b1, right = a1 * b0, high = a1 * b1;
    word middle = (low >> 32) + (left & 0xffffffff) + (right & 0xffffffff);
    high += (left >> 32) + (right >> 32) + (middle >> 32);
    high += (word)((unsigned_wide)a >> 64) * (word)b + (word)a * (word)((unsigned_wide)b >> 64);
    return ((wide)high << 64) | ((low & 0xffffffff) | middle << 32);
}
