#!/usr/bin/env bash
# Fills a directory with everything odd that a Linux file system can hold: odd-tree.sh DIRECTORY
# What only root may make is left out for others.
set -euo pipefail
export LC_ALL=C
cd "$1"

mkdir plain 'with space' empty $'new\nline' private
echo text > plain/text
: > plain/nothing
head -c 70000 /dev/zero > plain/zeros
head -c 3000000 /dev/urandom > plain/random
cp plain/random plain/the-same-again
chmod 0700 private
chmod 0000 empty

# Names
name255=$(printf 'n%.0s' {1..255})
echo long > "$name255"
echo bytes > $'not utf-8 \xff\xfe\xc3'
echo lines > $'a\nb\n'
echo quotes > $'"\'`$(echo)\\\t\x01 '
echo dash > ./-rf
echo dots > ...
mkdir $'\xe9t\xe9' && echo inside > $'\xe9t\xe9/\x80'
echo composed > $'\xc3\xa9' && echo decomposed > $'e\xcc\x81'
echo upper > CASE && echo lower > case

# Links
ln plain/text plain/hard && ln plain/text 'with space/hard too'
ln -s plain/text link && ln -s nowhere dangling && ln -s loop loop && ln -s / root
ln -s plain/text linked-link && ln -P linked-link linked-link-again
ln -s "$(printf 'x%.0s' {1..4000})" long-target
mkfifo pipe && ln pipe pipe-again
perl -MSocket -e 'socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, sockaddr_un("socket")) or die $!'

# Sparse files: a long hole, content between holes, a hole at the end
truncate -s 40M sparse-empty
truncate -s 320M sparse && echo middle | dd of=sparse bs=1M seek=150 conv=notrunc status=none
head -c 1000000 /dev/urandom > sparse-tail && truncate -s 40M sparse-tail

# Modes and attributes
echo x > sticky && chmod 1644 sticky && mkdir shared && chmod 1777 shared
echo x > setuid && chmod 4755 setuid && echo x > setgid && chmod 2755 setgid && mkdir group && chmod 2775 group
echo x > unreadable && chmod 0000 unreadable
setfattr -n user.note -v 'some text' plain/text
setfattr -n user.empty plain/nothing
setfattr -n user.bytes -v 0x00ff0a00 plain/zeros
setfattr -n user.long -v "$(printf 'v%.0s' {1..3000})" plain
echo x > acl && setfacl -m u:12345:rw,g:54321:r acl
mkdir acl-default && setfacl -d -m u:12345:rwx acl-default

# Many and deep
mkdir many && perl -e 'for my $i (1 .. 20000) { open(my $f, ">", "many/entry-$i") or die $!; print $f $i if $i % 3 == 0 }'
perl -e '
  my $name = "d" x 240;
  for (1 .. 20) { mkdir($name) or die $!; chdir($name) or die $!; open(my $f, ">", "file") or die $!; print $f "deep" }
  symlink("file", "link") or die $!;
'

if [ "$(id -u)" -eq 0 ]; then
  mknod null c 1 3 && mknod block b 7 200 && chmod 0640 block
  echo x > capable && chmod 755 capable && setcap cap_net_raw+ep capable
  setfattr -n trusted.note -v hidden plain/text
  setfattr -h -n trusted.link -v hidden link
  echo x > owned && chown 4000000000:3999999999 owned && chown -h 1234:5678 link
fi

# Times, last of all; parents after their children
touch -d '@-1.123456789' plain/text
touch -d '1901-12-14 00:00:00.000000001 UTC' plain/nothing
touch -d '2038-01-20 03:14:08.999999999 UTC' plain/zeros
touch -d '2262-04-12 00:00:00.5 UTC' plain/random
touch -h -d '@1.000000001' link pipe socket
touch -d '@-0.5' plain
touch -d '2100-01-01 00:00:00.123456789 UTC' many
